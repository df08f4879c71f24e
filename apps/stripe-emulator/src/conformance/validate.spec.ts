import type { Schema } from './contract.js';
import { differences } from './validate.js';

const object = (members: Record<string, Schema>, optional: readonly string[] = []): Schema => ({
  type: 'object',
  properties: members,
  required: Object.keys(members).filter((name) => !optional.includes(name)),
});
const definitions: Record<string, Schema> = {
  Charge: object({
    id: { type: 'string' },
    object: { const: 'charge' },
    amount: { type: 'number' },
    intent: { anyOf: [{ type: 'string' }, { $ref: 'Intent' }, { type: 'null' }] },
  }),
  Intent: object({ id: { type: 'string' }, object: { const: 'intent' }, status: { enum: ['paid', 'open'] } }),
  ChargeEvent: object({ data: { $ref: 'Charge' }, type: { const: 'charge.created' } }),
  IntentEvent: object({ data: { $ref: 'Intent' }, type: { const: 'intent.created' } }),
};
const event: Schema = { anyOf: [{ $ref: 'ChargeEvent' }, { $ref: 'IntentEvent' }] };
const charge = { id: 'ch_1', object: 'charge', amount: 5, intent: 'pi_1' };
const intent = { id: 'pi_1', object: 'intent', status: 'paid' };

const found = (value: unknown): string[] => differences(value, event, definitions);

describe('comparing what the emulator says with what the SDK declares', () => {
  it.each([
    ['as it is', charge],
    ['with its member expanded', { ...charge, intent }],
    ['with null where null may be', { ...charge, intent: null }],
  ])('finds nothing wrong: %s', (_title, data) => {
    expect(found({ data, type: 'charge.created' })).toEqual([]);
  });

  it.each([
    ['a member that is missing', { id: 'ch_1', object: 'charge', amount: 5 }, 'data.intent: missing'],
    ['a member nobody declared', { ...charge, colour: 'red' }, 'data.colour: the SDK knows no such field'],
    ['another type', { ...charge, amount: '5' }, 'data.amount: "5" is no number'],
    [
      'deep in an expanded member',
      { ...charge, intent: { ...intent, status: 'odd' } },
      'data.intent.status: "odd" is none of paid, open',
    ],
    ['another object than its event says', { ...intent, object: 'charge' }, 'data.amount: missing'],
  ])('names %s, of the alternative it is meant to be', (_title, data, line) => {
    expect(found({ data, type: 'charge.created' })).toContain(line);
  });

  it('says so when there is no such alternative at all', () => {
    expect(found({ data: intent, type: 'intent.vanished' })).toEqual([
      'type: "intent.vanished" is not "intent.created"',
    ]);
  });
});
