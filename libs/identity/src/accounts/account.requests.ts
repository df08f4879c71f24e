import type { Role } from '@guildhall/database';
import { EmailField, ListField, TextField } from '@guildhall/http';

export class RegisterRequest {
  @EmailField({ example: 'ada@example.com' }) email!: string;
  @TextField({ min: 10, max: 128, example: 'correct horse battery', description: 'At least 10 characters.' })
  password!: string;
  @TextField({ max: 100, example: 'Ada Lovelace' }) displayName!: string;
  @ListField('string', { choices: ['seller', 'buyer'], min: 1, max: 2, unique: true, example: ['buyer'] })
  roles!: ('seller' | 'buyer')[];
}

export class LogInRequest {
  @EmailField({ example: 'ada@example.com' }) email!: string;
  @TextField({ max: 128, example: 'correct horse battery' }) password!: string;
}

export class ChangePasswordRequest {
  @TextField({ max: 128, example: 'correct horse battery' }) currentPassword!: string;
  @TextField({ min: 10, max: 128, example: 'staple of the horse', description: 'At least 10 characters.' })
  newPassword!: string;
}

export class ChangeAccountRequest {
  @TextField({ max: 100, example: 'Ada Lovelace' }) displayName!: string;
}

export class SetRolesRequest {
  @ListField('string', { choices: ['seller', 'buyer', 'operator'], max: 3, unique: true, example: ['operator'] })
  roles!: Role[];
}
