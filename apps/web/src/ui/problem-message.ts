import { ApiProblem } from '@guildhall/api-client';
import type { ApiWords } from '../api-words/words-of.js';
import type { Translate } from '../i18n/messages.context.js';
import type { CommonKey } from '../i18n/catalogues.js';

export interface ProblemMessage {
  readonly title: string;
  readonly detail: string;
  /** Named when somebody asks for help. */
  readonly requestId: string | undefined;
}

const TITLES: Readonly<Record<number, CommonKey>> = {
  401: 'problem.signedOut',
  403: 'problem.forbidden',
  404: 'problem.notFound',
  409: 'problem.conflict',
  429: 'problem.tooMany',
};

/**
 * What went wrong, in the viewer's words.
 * @param words for what the API says; null while they are loading: the detail is empty until then
 */
export function problemMessage(error: unknown, t: Translate<CommonKey>, words: ApiWords | null): ProblemMessage {
  if (!(error instanceof ApiProblem)) {
    return { title: t('problem.offline'), detail: t('problem.offlineHint'), requestId: undefined };
  }
  const isOurs = error.status >= 500;
  const title = isOurs ? 'problem.server' : (TITLES[error.status] ?? 'problem.refused');
  return {
    title: t(title),
    detail: words === null ? '' : whatIsWrong(error, words, isOurs ? t('problem.serverHint') : error.detail),
    requestId: error.requestId,
  };
}

/** Mistakes that no form shows beside their fields are named; a filter has none. */
function whatIsWrong({ code, errors }: ApiProblem, words: ApiWords, otherwise: string): string {
  if (errors.length === 0) return words('problem', code, otherwise);
  return errors
    .map(({ field, message }) => `${words('field', field, field)} ${words('problem', null, message)}`)
    .join('; ');
}

/** What was asked for is not there, or not for whoever asks. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 404 || isMalformedId(error));
}

/** An address with something else where an id should be. */
function isMalformedId({ status, errors }: ApiProblem): boolean {
  return status === 400 && errors.some(({ field }) => /Id$/.test(field));
}
