import { Module } from '@nestjs/common';
import { UserRolesController } from './accounts/user-roles.controller.js';
import { IdentityModule } from './identity.module.js';

/** What only operators may do to accounts; the admin API has it beside `IdentityHttpModule`. */
@Module({ imports: [IdentityModule], controllers: [UserRolesController] })
export class IdentityAdminHttpModule {}
