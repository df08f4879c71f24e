import { Validator } from '@seriousme/openapi-schema-validator';
import { Controller, Get, Module } from '@nestjs/common';
import { SAMPLE, SampleModule } from '../spec-support/sample-api.js';
import { ApiAnswer } from '../fields/api-answer.decorator.js';
import { TextField } from '../fields/text-fields.js';
import { apiDocument } from './api-document.js';

function twin() {
  class ThingResponse {
    @TextField({ example: 'other' }) other!: string;
  }
  return ThingResponse;
}

type Json = Record<string, unknown>;

describe('the OpenAPI document', () => {
  let document: Json;
  beforeAll(async () => {
    // As JSON: what a client gets.
    document = JSON.parse(JSON.stringify(await apiDocument(SampleModule, SAMPLE))) as Json;
  });
  const operation = (path: string, method: string) =>
    (document.paths as Record<string, Record<string, Json>>)[path]?.[method];
  const schema = (name: string) => (document.components as { schemas: Record<string, Json> }).schemas[name];

  it('is OpenAPI 3.1, made without a database or a port', async () => {
    const validator = new Validator();
    const result = await validator.validate(document);
    expect(result).toEqual({ valid: true });
    expect(document.openapi).toBe('3.1.0');
  });

  it('says what a field takes', () => {
    expect(schema('CreateThingRequest')).toMatchObject({
      required: ['title', 'amountMinor', 'currency', 'lines'],
      properties: {
        title: { type: 'string', minLength: 1, maxLength: 20, example: 'Blue mug' },
        amountMinor: {
          type: 'integer',
          minimum: 1,
          maximum: 99_999_999,
          description: expect.stringContaining('minor units') as unknown,
        },
        lines: { type: 'array', minItems: 1, maxItems: 3, items: { $ref: '#/components/schemas/LineRequest' } },
        color: { type: 'string', enum: ['red', 'blue'], default: 'blue' },
        pictureUrl: { type: ['string', 'null'], format: 'uri' },
        tags: { type: 'array', items: { type: 'string', enum: ['a', 'b'] }, uniqueItems: true },
      },
    });
    expect(schema('ThingPage')).toMatchObject({
      required: ['data', 'nextCursor'],
      properties: { data: { type: 'array', items: { $ref: '#/components/schemas/ThingResponse' } } },
    });
  });

  it('says who may call, what the key is for, and every way it can go wrong', () => {
    const create = operation('/v1/things', 'post');
    expect(create).toMatchObject({ operationId: 'Things_create', 'x-roles': ['seller'] });
    expect(create?.security).toEqual([{ bearer: [] }, { cookie: [] }]);
    expect(create?.parameters).toContainEqual(
      expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true }) as unknown,
    );
    expect(Object.keys(create?.responses as Json)).toEqual(['201', '400', '401', '403', '409', '413', '415', '500']);
    const conflict = JSON.stringify((create?.responses as Json)['409']);
    expect(conflict).toContain('"enum":["guild_closed","idempotency_key_in_use","idempotency_key_reused"]');
    expect(operation('/v1/things', 'get')).toMatchObject({ 'x-roles': ['public'], security: [] });
    expect(operation('/v1/things/{thingId}', 'get')).toMatchObject({
      'x-roles': ['optional'],
      security: [{}, { bearer: [] }, { cookie: [] }],
    });
    expect(operation('/v1/things/{thingId}', 'delete')).toMatchObject({ 'x-roles': ['signed-in'] });
    expect(operation('/v1/things/{thingId}', 'get')?.parameters).toEqual([
      { name: 'thingId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
    ]);
  });

  it('is not made when two classes would be one schema', async () => {
    @Controller('v1/twins')
    class TwinsController {
      @Get()
      @ApiAnswer(twin())
      show(): object {
        return { other: 'x' };
      }
    }
    @Module({ imports: [SampleModule], controllers: [TwinsController] })
    class TwinsModule {}
    await expect(apiDocument(TwinsModule, SAMPLE)).rejects.toThrow('"ThingResponse" is defined multiple times');
  });

  it('leaves out what is for machines that watch us', () => {
    expect(Object.keys(document.paths as Json).filter((path) => !path.startsWith('/v1/'))).toEqual([]);
  });
});
