import { Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { isId } from '../fields/text-fields.js';
import { InvalidRequest } from './invalid-request.js';

class IdPipe implements PipeTransform {
  constructor(private readonly name: string) {}

  transform(value: unknown): string {
    if (!isId(value)) throw new InvalidRequest([{ field: this.name, message: 'must be a UUID' }]);
    return value.toLowerCase();
  }
}

/** A UUID in the path: `@IdParam('orderId') orderId: string` for `/orders/:orderId`. */
export function IdParam(name: string): ParameterDecorator {
  return (target, property, index) => {
    if (property === undefined) throw new Error('@IdParam belongs on a parameter of a handler');
    Param(name, new IdPipe(name))(target, property, index);
    const descriptor = Object.getOwnPropertyDescriptor(target, property);
    if (descriptor !== undefined)
      ApiParam({ name, schema: { type: 'string', format: 'uuid' } })(target, property, descriptor);
  };
}
