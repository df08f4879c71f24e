import { Module } from '@nestjs/common';
import { AuthController } from './auth.controller.js';
import { IdentityModule } from './identity.module.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { AccessTokensController } from './tokens/access-tokens.controller.js';

/** /v1/auth: what every API has. */
@Module({ imports: [IdentityModule], controllers: [AuthController, SessionsController, AccessTokensController] })
export class IdentityHttpModule {}
