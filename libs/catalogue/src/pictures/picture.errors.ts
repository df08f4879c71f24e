import { DomainError } from '@guildhall/http';

/** Not JPEG, PNG or WebP, whatever its name says; or broken, or more pixels than a photo has. */
export class PictureNotReadable extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'picture_not_readable';
  constructor() {
    super('This is not a JPEG, PNG or WebP picture that can be read, or it has more than 50 million pixels.');
  }
}

export class PictureNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'picture_not_found';
  constructor() {
    super('There is no such picture, or it is not yours.');
  }
}

export class TooManyPictures extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'too_many_pictures';
  constructor(most: number) {
    super(`A seller can keep ${most} pictures.`, { most });
  }
}
