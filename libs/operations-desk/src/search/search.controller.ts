import { ApiAnswer, Roles } from '@guildhall/http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { SearchRequest, SearchResponse } from './search.messages.js';
import { SearchQueries } from './search.queries.js';

@ApiTags('search')
@Controller('v1/search')
@Roles('operator')
export class SearchController {
  constructor(private readonly search: SearchQueries) {}

  @Get()
  @ApiOperation({ summary: 'Find anything by its id, and people and things by name' })
  @ApiAnswer(SearchResponse)
  async find(@Query() { q }: SearchRequest): Promise<SearchResponse> {
    return SearchResponse.of(await this.search.find(q));
  }
}
