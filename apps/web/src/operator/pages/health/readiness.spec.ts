import { readReport } from './readiness.js';

describe('readReport', () => {
  it('says which checks do not work', () => {
    const checks = {
      database: { ok: false, durationMs: 2_000, error: 'no answer' },
      queue: { ok: true, durationMs: 1 },
    };
    expect(readReport('buyer', { status: 'failing', checks })).toEqual({
      process: 'buyer',
      status: 'failing',
      failing: ['database'],
    });
    expect(readReport('seller', { status: 'ok', checks: {} })).toMatchObject({ status: 'ok', failing: [] });
  });

  it.each([null, 'Bad Gateway', {}, { status: 502, title: 'Bad Gateway' }])('takes %j for no answer', (report) => {
    expect(readReport('admin', report)).toEqual({ process: 'admin', status: 'silent', failing: [] });
  });
});
