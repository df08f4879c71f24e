/** Text that may hold anything, made safe for HTML. */
function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:28rem;margin:4rem auto;padding:0 1rem;color:#1a1f36}' +
  'h1{font-size:1.25rem}button{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:6px;cursor:pointer;margin-right:.5rem}' +
  '.yes{background:#3b5bdb;color:#fff}.no{background:#e9ecef}';

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title><style>${STYLE}</style></head><body><main><h1>${escape(title)}</h1>${body}</main></body></html>`;
}

export interface ChallengeText {
  readonly title: string;
  readonly subject: string;
  readonly complete: string;
  readonly fail: string;
}

/** The question: two buttons that post `result=complete` or `result=fail`. */
export function challengeHtml({ title, subject, complete, fail }: ChallengeText): string {
  return page(
    title,
    `<p>${escape(subject)}</p><p>This is a test page of the Stripe emulator.</p><form method="post">` +
      `<button class="yes" id="test-source-authorize-3ds" name="result" value="complete">${escape(complete)}</button>` +
      `<button class="no" id="test-source-fail-3ds" name="result" value="fail">${escape(fail)}</button></form>`,
  );
}

/** Shown where there is no page to go back to, as in Stripe.js' frame: it tells the page around it. */
export function answeredHtml(intent: string, status: string): string {
  const message = JSON.stringify({ type: 'stripe-emulator:challenge', intent, status }).replaceAll('<', '\\u003c');
  return page(
    'Thank you',
    `<p>You may close this page.</p><script>const target=window.parent===window?window.opener:window.parent;if(target)target.postMessage(${message},'*');</script>`,
  );
}
