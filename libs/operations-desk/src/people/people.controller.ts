import { ApiAnswer, ApiPage, ApiProblems, IdParam, mapPage, type Page, Roles } from '@guildhall/http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { UserNotFound } from './people.errors.js';
import { AuditRecordResponse, ListAuditRecordsRequest, ListUsersRequest, UserResponse } from './people.messages.js';
import { PeopleQueries } from './people.queries.js';

@Controller('v1')
@Roles('operator')
export class PeopleController {
  constructor(private readonly people: PeopleQueries) {}

  @Get('audit-records')
  @ApiTags('audit')
  @ApiOperation({ summary: 'What operators did, newest first' })
  @ApiPage(AuditRecordResponse)
  async auditRecords(@Query() request: ListAuditRecordsRequest): Promise<Page<AuditRecordResponse>> {
    return mapPage(await this.people.auditRecords(request, request), (record) => AuditRecordResponse.from(record));
  }

  @Get('users')
  @ApiTags('users')
  @ApiOperation({ summary: 'People who can sign in, newest first' })
  @ApiPage(UserResponse)
  async users(@Query() request: ListUsersRequest): Promise<Page<UserResponse>> {
    return mapPage(await this.people.users(request, request), (account) => UserResponse.from(account));
  }

  @Get('users/:userId')
  @ApiTags('users')
  @ApiOperation({ summary: 'Show somebody who can sign in' })
  @ApiAnswer(UserResponse)
  @ApiProblems(UserNotFound)
  async user(@IdParam('userId') userId: string): Promise<UserResponse> {
    return UserResponse.from(await this.people.user(userId));
  }
}
