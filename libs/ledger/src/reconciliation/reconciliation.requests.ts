import { ChoiceField, IdField, PageRequest, TextField } from '@guildhall/http';

export class ListDifferencesRequest extends PageRequest {
  @ChoiceField(['open', 'resolved'], { example: 'open', optional: true }) state?: 'open' | 'resolved';
  @IdField({
    example: '0199c2f4-6d2e-7000-8000-000000000001',
    optional: true,
    description: 'Only those that this run was the first to see.',
  })
  runId?: string;
  @TextField({ example: 'platform', optional: true, max: 255, description: '`platform` or a connected account.' })
  stripeAccount?: string;
}

export class ResolveDifferenceRequest {
  @TextField({ example: 'A test charge made by hand in the Dashboard.', max: 2_000 })
  note!: string;
}
