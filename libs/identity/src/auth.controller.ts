import { Body, Controller, Get, Ip, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  ApiAnswer,
  ApiNoAnswer,
  ApiProblems,
  CsrfCheckFailed,
  CurrentUser,
  NeverRecorded,
  type Principal,
  Public,
} from '@guildhall/http';
import {
  ChangeAccountRequest,
  ChangePasswordRequest,
  LogInRequest,
  RegisterRequest,
} from './accounts/account.requests.js';
import { MeResponse, SignedInResponse } from './accounts/account.responses.js';
import { ChangePasswordUseCase } from './accounts/change-password.use-case.js';
import { LogInUseCase } from './accounts/log-in.use-case.js';
import { RegisterUseCase } from './accounts/register.use-case.js';
import { UserAccountsRepository } from './accounts/user-accounts.repository.js';
import { EmailTaken, InvalidCredentials, SessionRequired, TooManyLogins, UserNotFound } from './identity.errors.js';
import { BrowserSessions } from './sessions/browser-sessions.js';
import { sessionOf } from './sessions/session-of.js';
import { SessionsRepository } from './sessions/sessions.repository.js';

const ApiCookieMode = () =>
  ApiHeader({
    name: 'X-Guildhall-Session',
    required: false,
    description: '`cookie`: the session comes as a cookie that no script can read, and `token` is null.',
  });

@ApiTags('auth')
@Controller('v1/auth')
export class AuthController {
  constructor(
    private readonly registerUseCase: RegisterUseCase,
    private readonly logInUseCase: LogInUseCase,
    private readonly changePasswordUseCase: ChangePasswordUseCase,
    private readonly accounts: UserAccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly browsers: BrowserSessions,
  ) {}

  @Post('register')
  @Public()
  @NeverRecorded()
  @ApiCookieMode()
  @ApiOperation({ summary: 'Open an account as seller, buyer or both, and sign in' })
  @ApiAnswer(SignedInResponse, { status: 201 })
  @ApiProblems(EmailTaken, TooManyLogins, CsrfCheckFailed)
  async register(
    @Ip() address: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() { email, password, displayName, roles }: RegisterRequest,
  ): Promise<SignedInResponse> {
    const wanted = { email, password, displayName, roles, address };
    const signedIn = await this.registerUseCase.execute(wanted);
    return SignedInResponse.from(signedIn, this.browsers.handOver(request, reply, signedIn));
  }

  @Post('login')
  @Public()
  @NeverRecorded()
  @ApiCookieMode()
  @ApiOperation({ summary: 'Sign in with e-mail and password' })
  @ApiAnswer(SignedInResponse)
  @ApiProblems(InvalidCredentials, TooManyLogins, CsrfCheckFailed)
  async logIn(
    @Ip() address: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() { email, password }: LogInRequest,
  ): Promise<SignedInResponse> {
    const signedIn = await this.logInUseCase.execute({ email, password, address });
    return SignedInResponse.from(signedIn, this.browsers.handOver(request, reply, signedIn));
  }

  @Post('logout')
  @NeverRecorded()
  @ApiOperation({ summary: 'End this session' })
  @ApiNoAnswer('The token is worth nothing from now on.')
  @ApiProblems(SessionRequired)
  async logOut(@CurrentUser() user: Principal, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.revoke(user.userId, sessionOf(user));
    this.browsers.end(reply);
  }

  @Get('me')
  @ApiOperation({ summary: 'Who is signed in, as what they may act, and until when' })
  @ApiAnswer(MeResponse)
  @ApiProblems(UserNotFound)
  async me(@CurrentUser() user: Principal): Promise<MeResponse> {
    const account = await this.accounts.byId(user.userId);
    if (account === null) throw new UserNotFound();
    return MeResponse.of(account, user);
  }

  @Patch('me')
  @ApiOperation({ summary: 'Change your display name' })
  @ApiAnswer(MeResponse)
  @ApiProblems(UserNotFound)
  async changeMe(@CurrentUser() user: Principal, @Body() { displayName }: ChangeAccountRequest): Promise<MeResponse> {
    const account = await this.accounts.rename(user.userId, displayName);
    if (account === null) throw new UserNotFound();
    return MeResponse.of(account, user);
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
