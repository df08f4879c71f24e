import { Controller, Delete, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { UserSessionEntity } from '@guildhall/database';
import {
  ApiNoAnswer,
  ApiPage,
  ApiProblems,
  CurrentUser,
  FlagField,
  IdField,
  IdParam,
  InstantField,
} from '@guildhall/http';
import { mapPage, type Page, PageRequest, type Principal } from '@guildhall/http';
import { SessionNotFound } from '../identity.errors.js';
import { SessionsRepository } from './sessions.repository.js';

export class SessionResponse {
  @IdField({ example: '0199c2f4-6d2e-7000-8000-3b1f0c9e5a77' }) id!: string;
  @InstantField({ example: '2026-03-01T12:00:00.000Z' }) createdAt!: Date;
  @InstantField({ example: '2026-03-15T12:00:00.000Z' }) expiresAt!: Date;
  @FlagField({ example: true, description: 'The one that asks.' }) current!: boolean;

  static from({ id, createdAt, expiresAt }: UserSessionEntity, { sessionId }: Principal): SessionResponse {
    return Object.assign(new SessionResponse(), { id, createdAt, expiresAt, current: id === sessionId });
  }
}

@ApiTags('auth')
@Controller('v1/auth/sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionsRepository) {}

  @Get()
  @ApiOperation({ summary: 'Where you are signed in' })
  @ApiPage(SessionResponse)
  async list(@CurrentUser() user: Principal, @Query() page: PageRequest): Promise<Page<SessionResponse>> {
    return mapPage(await this.sessions.list(user.userId, page), (session) => SessionResponse.from(session, user));
  }

  @Delete(':sessionId')
  @ApiOperation({ summary: 'End one of your sessions, at once' })
  @ApiNoAnswer()
  @ApiProblems(SessionNotFound)
  async revoke(@IdParam('sessionId') sessionId: string, @CurrentUser() user: Principal): Promise<void> {
    await this.sessions.revoke(user.userId, sessionId);
  }
}
