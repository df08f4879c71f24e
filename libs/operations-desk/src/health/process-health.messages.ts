import { ChoiceField, ListField } from '@guildhall/http';

export const WATCHED = ['webhook_ingest', 'worker'] as const;

const STATUSES = ['ok', 'failing', 'stopping', 'silent', 'not_configured'] as const;

/** What a process without a door of its own says of itself. */
export class ProcessHealthResponse {
  @ChoiceField(WATCHED, { example: 'worker' }) process!: (typeof WATCHED)[number];
  @ChoiceField(STATUSES, {
    example: 'ok',
    description: '`silent`: no answer in time. `not_configured`: this API was not told where it is.',
  })
  status!: (typeof STATUSES)[number];
  @ListField('string', { max: 50, example: ['database'], description: 'Checks that do not work just now.' })
  failing!: string[];
}

export class ProcessHealthList {
  @ListField(() => ProcessHealthResponse, { max: WATCHED.length }) data!: ProcessHealthResponse[];
}
