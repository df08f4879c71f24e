import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiNoAnswer, ApiPage, ApiProblems, CurrentUser, IdempotencyKey, IdParam } from '@guildhall/http';
import { mapPage, NeverRecorded, type Page, PageRequest, type Principal } from '@guildhall/http';
import { AccessTokenNotFound, RoleNotHeld, SessionRequired } from '../identity.errors.js';
import { sessionOf } from '../sessions/session-of.js';
import { AccessTokenResponse, CreateAccessTokenRequest, NewAccessTokenResponse } from './access-token.messages.js';
import { AccessTokensRepository } from './access-tokens.repository.js';

const DAY_MS = 86_400_000;

@ApiTags('auth')
@Controller('v1/auth/tokens')
export class AccessTokensController {
  constructor(private readonly tokens: AccessTokensRepository) {}

  @Post()
  @NeverRecorded()
  @ApiOperation({ summary: 'Make a personal access token for a script; it is shown this once' })
  @ApiAnswer(NewAccessTokenResponse, { status: 201 })
  @ApiProblems(SessionRequired, RoleNotHeld)
  async create(
    @CurrentUser() user: Principal,
    @IdempotencyKey() requestKey: string,
    @Body() { name, roles, expiresInDays }: CreateAccessTokenRequest,
  ): Promise<NewAccessTokenResponse> {
    sessionOf(user);
    const expiresAt = new Date(Date.now() + expiresInDays * DAY_MS);
    const { token, row } = await this.tokens.create({ userId: user.userId, name, roles, expiresAt, requestKey });
    return Object.assign(new NewAccessTokenResponse(), AccessTokenResponse.from(row), { token });
  }

  @Get()
  @ApiOperation({ summary: 'Your personal access tokens, without what is secret of them' })
  @ApiPage(AccessTokenResponse)
  async list(@CurrentUser() user: Principal, @Query() page: PageRequest): Promise<Page<AccessTokenResponse>> {
    return mapPage(await this.tokens.list(user.userId, page), (row) => AccessTokenResponse.from(row));
  }

  @Delete(':tokenId')
  @ApiOperation({ summary: 'Make a token worthless, at once' })
  @ApiNoAnswer()
  @ApiProblems(AccessTokenNotFound)
  async revoke(@IdParam('tokenId') tokenId: string, @CurrentUser() user: Principal): Promise<void> {
    await this.tokens.revoke(user.userId, tokenId);
  }
}
