import {
  ApiAnswer,
  ApiProblems,
  CurrentUser,
  IdempotencyKey,
  IdParam,
  type Principal,
  ReplayByRerun,
  Roles,
} from '@guildhall/http';
import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ConnectSeller } from './connect-seller.use-case.js';
import {
  AccountNotCreated,
  AgreementNotSupported,
  CountryNotSupported,
  NoExpressDashboard,
  ReturnUrlNotAllowed,
  SellerDisconnected,
  SellerExists,
  SellerNotConnected,
  SellerNotFound,
  StripeUnavailable,
} from './onboarding.errors.js';
import { OpenDashboard } from './open-dashboard.use-case.js';
import { ReturnUrls } from './return-urls.js';
import { SellerQueries } from './seller.queries.js';
import { ConnectSellerRequest, SignUpSellerRequest } from './seller.requests.js';
import { AccountLinkResponse, LoginLinkResponse, SellerResponse } from './seller.responses.js';
import { SignUpSeller } from './sign-up-seller.use-case.js';

/** A seller's own side of onboarding. */
@ApiTags('sellers')
@Controller('v1/sellers')
@Roles('seller')
export class SellersController {
  constructor(
    private readonly signUpSeller: SignUpSeller,
    private readonly connectSeller: ConnectSeller,
    private readonly openDashboard: OpenDashboard,
    private readonly sellers: SellerQueries,
    private readonly returnUrls: ReturnUrls,
  ) {}

  /** Makes the signed-in user a seller. Nothing is created at Stripe yet. */
  @Post()
  @ApiOperation({ summary: 'Make yourself a seller' })
  @ApiAnswer(SellerResponse, { status: 201 })
  @ApiProblems(SellerExists, CountryNotSupported, AgreementNotSupported)
  async signUp(
    @CurrentUser() { userId }: Principal,
    @IdempotencyKey() _key: string,
    @Body() body: SignUpSellerRequest,
  ): Promise<SellerResponse> {
    return SellerResponse.from(await this.signUpSeller.execute({ userId, ...body }));
  }

  /** What you can do now, what is missing and until when. */
  @Get('me')
  @ApiOperation({ summary: 'What you can do now, what is missing and until when' })
  @ApiAnswer(SellerResponse)
  @ApiProblems(SellerNotFound)
  async me(@CurrentUser() { userId }: Principal): Promise<SellerResponse> {
    return SellerResponse.from(await this.sellers.ofUser(userId));
  }

  /** Opens the connected account when there is none yet, and answers a link to Stripe's onboarding pages. */
  @Post('me/connect')
  @ApiOperation({ summary: 'Connect with Stripe: a link to its onboarding pages' })
  @ReplayByRerun()
  @ApiAnswer(AccountLinkResponse)
  @ApiProblems(SellerNotFound, SellerDisconnected, AccountNotCreated, ReturnUrlNotAllowed, StripeUnavailable)
  async connect(
    @CurrentUser() { userId }: Principal,
    @IdempotencyKey() _key: string,
    @Body() body: ConnectSellerRequest,
    @Req() request: FastifyRequest,
  ): Promise<AccountLinkResponse> {
    const { id } = await this.sellers.ofUser(userId);
    return this.connectSeller.execute({ userId, ...this.addresses(id, body, request), isRefresh: body.isRefresh });
  }

  /** `refresh_url`: the last link was used or has expired; the signed-in owner gets a new one. */
  @Get(':sellerId/onboarding/refresh')
  @ApiOperation({ summary: 'A new link, for when the last one was used or has expired' })
  @ApiAnswer(AccountLinkResponse)
  @ApiProblems(SellerNotFound, SellerDisconnected, StripeUnavailable)
  async refresh(
    @CurrentUser() { userId }: Principal,
    @IdParam('sellerId') sellerId: string,
    @Req() request: FastifyRequest,
  ): Promise<AccountLinkResponse> {
    const { id } = await this.sellers.own(sellerId, userId);
    return this.connectSeller.execute({ userId, ...this.addresses(id, {}, request), isRefresh: true });
  }

  /** `return_url`: proves nothing, so it answers what is known. */
  @Get(':sellerId/onboarding/return')
  @ApiOperation({ summary: 'Where Stripe sends the seller back to: what is known now' })
  @ApiAnswer(SellerResponse)
  @ApiProblems(SellerNotFound)
  async returned(@CurrentUser() { userId }: Principal, @IdParam('sellerId') sellerId: string): Promise<SellerResponse> {
    return SellerResponse.from(await this.sellers.own(sellerId, userId));
  }

  /** A link into the Express dashboard. */
  @Post('me/login-link')
  @ApiOperation({ summary: 'A link into the Express dashboard' })
  @ReplayByRerun()
  @ApiAnswer(LoginLinkResponse)
  @ApiProblems(SellerNotFound, SellerNotConnected, SellerDisconnected, NoExpressDashboard)
  loginLink(@CurrentUser() { userId }: Principal, @IdempotencyKey() _key: string): Promise<LoginLinkResponse> {
    return this.openDashboard.execute(userId);
  }

  private addresses(
    sellerId: string,
    { refreshUrl, returnUrl }: Pick<ConnectSellerRequest, 'refreshUrl' | 'returnUrl'>,
    request: FastifyRequest,
  ) {
    const origin = `${request.protocol}://${request.host}`;
    const path = `/v1/sellers/${sellerId}/onboarding`;
    return {
      refreshUrl: this.returnUrls.choose(refreshUrl, origin, `${path}/refresh`),
      returnUrl: this.returnUrls.choose(returnUrl, origin, `${path}/return`),
    };
  }
}
