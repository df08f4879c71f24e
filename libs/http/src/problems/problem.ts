import { ListField } from '../fields/structure-fields.js';
import { TextField } from '../fields/text-fields.js';
import { IntegerField } from '../fields/value-fields.js';

/** What is wrong with one field of a request. */
export class FieldMistake {
  @TextField({ description: 'Where: dots lead into objects, brackets into lists.', example: 'lines[0].quantity' })
  field!: string;
  @TextField({ example: 'must be a whole number from 1 to 100' }) message!: string;
}

/** RFC 9457. `code` is stable; texts may change. Facts about the refusal may stand beside the named fields. */
export class Problem {
  @TextField({ example: 'urn:guildhall:problem:order_not_found' }) type!: string;
  @TextField({ example: 'Not Found' }) title!: string;
  @IntegerField({ min: 400, max: 599, example: 404 }) status!: number;
  @TextField({ example: 'There is no such order.' }) detail!: string;
  @TextField({ description: 'Stable: programs may depend on it.', example: 'order_not_found' }) code!: string;
  @ListField(() => FieldMistake, { optional: true }) errors?: FieldMistake[];
  @TextField({ description: 'Name it when you ask for help.', example: '0199c2f4-6d2e-7000-8000-3b1f0c9e5a77' })
  requestId!: string;
}
