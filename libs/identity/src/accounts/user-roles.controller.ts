import { Body, Controller, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiProblems, CurrentUser, IdParam, type Principal, Roles } from '@guildhall/http';
import { OwnOperatorRole, UserNotFound } from '../identity.errors.js';
import { SetRolesRequest } from './account.requests.js';
import { AccountResponse } from './account.responses.js';
import { SetRolesUseCase } from './set-roles.use-case.js';

@ApiTags('users')
@Roles('operator')
@Controller('v1/users')
export class UserRolesController {
  constructor(private readonly setRoles: SetRolesUseCase) {}

  @Put(':userId/roles')
  @ApiOperation({ summary: 'Say what somebody may act as; audited' })
  @ApiAnswer(AccountResponse)
  @ApiProblems(UserNotFound, OwnOperatorRole)
  async set(@IdParam('userId') userId: string, @CurrentUser() user: Principal, @Body() body: SetRolesRequest) {
    return AccountResponse.from(await this.setRoles.execute({ operatorId: user.userId, userId, roles: body.roles }));
  }
}
