import { readDraft } from './use-draft.js';

describe('readDraft', () => {
  it('reads what was kept and shrugs at what is no draft', () => {
    expect(readDraft('{"title":"Blue mug"}')).toEqual({ title: 'Blue mug' });
    for (const text of [null, '', '{', '[]', 'null', '3']) expect(readDraft(text)).toEqual({});
  });
});
