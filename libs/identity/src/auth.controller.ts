import { Body, Controller, Get, Ip, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ApiAnswer,
  ApiNoAnswer,
  ApiProblems,
  CurrentUser,
  NeverRecorded,
  type Principal,
  Public,
} from '@guildhall/http';
import { ChangePasswordRequest, LogInRequest, RegisterRequest } from './accounts/account.requests.js';
import { AccountResponse, SignedInResponse } from './accounts/account.responses.js';
import { ChangePasswordUseCase } from './accounts/change-password.use-case.js';
import { LogInUseCase } from './accounts/log-in.use-case.js';
import { RegisterUseCase } from './accounts/register.use-case.js';
import { UserAccountsRepository } from './accounts/user-accounts.repository.js';
import { EmailTaken, InvalidCredentials, SessionRequired, TooManyLogins, UserNotFound } from './identity.errors.js';
import { sessionOf } from './sessions/session-of.js';
import { SessionsRepository } from './sessions/sessions.repository.js';

@ApiTags('auth')
@Controller('v1/auth')
export class AuthController {
  constructor(
    private readonly registerUseCase: RegisterUseCase,
    private readonly logInUseCase: LogInUseCase,
    private readonly changePasswordUseCase: ChangePasswordUseCase,
    private readonly accounts: UserAccountsRepository,
    private readonly sessions: SessionsRepository,
  ) {}

  @Post('register')
  @Public()
  @NeverRecorded()
  @ApiOperation({ summary: 'Open an account as seller, buyer or both, and sign in' })
  @ApiAnswer(SignedInResponse, { status: 201 })
  @ApiProblems(EmailTaken, TooManyLogins)
  async register(
    @Ip() address: string,
    @Body() { email, password, displayName, roles }: RegisterRequest,
  ): Promise<SignedInResponse> {
    const wanted = { email, password, displayName, roles, address };
    return SignedInResponse.from(await this.registerUseCase.execute(wanted));
  }

  @Post('login')
  @Public()
  @NeverRecorded()
  @ApiOperation({ summary: 'Sign in with e-mail and password' })
  @ApiAnswer(SignedInResponse)
  @ApiProblems(InvalidCredentials, TooManyLogins)
  async logIn(@Ip() address: string, @Body() { email, password }: LogInRequest): Promise<SignedInResponse> {
    return SignedInResponse.from(await this.logInUseCase.execute({ email, password, address }));
  }

  @Post('logout')
  @NeverRecorded()
  @ApiOperation({ summary: 'End this session' })
  @ApiNoAnswer('The token is worth nothing from now on.')
  @ApiProblems(SessionRequired)
  async logOut(@CurrentUser() user: Principal): Promise<void> {
    await this.sessions.revoke(user.userId, sessionOf(user));
  }

  @Get('me')
  @ApiOperation({ summary: 'Who the token belongs to, and as what it may act' })
  @ApiAnswer(AccountResponse)
  @ApiProblems(UserNotFound)
  async me(@CurrentUser() user: Principal): Promise<AccountResponse> {
    const account = await this.accounts.byId(user.userId);
    if (account === null) throw new UserNotFound();
    return AccountResponse.from(account, user.roles);
  }

  @Post('password')
  @NeverRecorded()
  @ApiOperation({ summary: 'Change the password; all other sessions end' })
  @ApiNoAnswer()
  @ApiProblems(InvalidCredentials, SessionRequired, TooManyLogins)
  async changePassword(
    @CurrentUser() user: Principal,
    @Ip() address: string,
    @Body() { currentPassword, newPassword }: ChangePasswordRequest,
  ): Promise<void> {
    const change = { userId: user.userId, sessionId: sessionOf(user), currentPassword, newPassword, address };
    await this.changePasswordUseCase.execute(change);
  }
}
