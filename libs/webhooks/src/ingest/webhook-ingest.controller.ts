import { Controller, Headers, HttpCode, Post, Req } from '@nestjs/common';
import { WebhookEventRefused } from './webhook.errors.js';
import { WebhookReceiver } from './webhook-receiver.js';

/** What Stripe calls. The app's body parser hands the body over as the bytes that came. */
@Controller('webhooks')
export class WebhookIngestController {
  constructor(private readonly receiver: WebhookReceiver) {}

  @Post('platform')
  @HttpCode(200)
  async platform(@Req() request: { body: unknown }, @Headers('stripe-signature') signature?: string) {
    await this.receiver.receive('platform', bytesOf(request.body), signature);
    return { received: true };
  }

  @Post('connect')
  @HttpCode(200)
  async connect(@Req() request: { body: unknown }, @Headers('stripe-signature') signature?: string) {
    await this.receiver.receive('connect', bytesOf(request.body), signature);
    return { received: true };
  }
}

function bytesOf(body: unknown): Buffer {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (!Buffer.isBuffer(body))
    throw new WebhookEventRefused('its body was parsed before its signature could be checked');
  return body;
}
