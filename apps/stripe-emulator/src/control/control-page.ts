import type { Emulator } from '../core/emulator.js';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
type Cell = string | number | null;
const escape = (value: Cell): string => String(value ?? '').replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);

function table(caption: string, headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const head = headings.map((heading) => `<th scope="col">${escape(heading)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`).join('');
  const empty = `<tr><td colspan="${headings.length}">none yet</td></tr>`;
  return `<div class="scroll"><table><caption>${escape(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body || empty}</tbody></table></div>`;
}

const timeOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(11, 23);

/** The page at `/_emulator`: what happened lately, what there is, what time it is, and buttons for the clock. */
export function controlPage(emulator: Emulator): string {
  const { clock, webhooks, requests, platforms, registry, store } = emulator;
  const counts = [...registry.resources.keys()]
    .filter((object) => !object.startsWith('_'))
    .map((object) => [object, store.count(object, platforms.default.id)] as const)
    .filter(([, count]) => count > 0);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Stripe emulator</title><style>
:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;padding:1rem;max-width:70rem}
table{border-collapse:collapse;width:100%;font-size:.875rem}caption{text-align:left;font-size:1.125rem;font-weight:600;padding:.75rem 0 .25rem}
th,td{text-align:left;padding:.25rem .5rem;border-bottom:1px solid #8886;white-space:nowrap}.scroll{overflow-x:auto}
button,input{font:inherit;padding:.5rem .75rem;min-height:44px}form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end;margin:.5rem 0}
label{display:grid;gap:.25rem}</style></head><body><main>
<h1>Stripe emulator</h1>
<p>Account <code>${escape(platforms.default.id)}</code> in ${escape(platforms.default.country)}.
Clock <time datetime="${new Date(clock.nowMs).toISOString()}">${escape(new Date(clock.nowMs).toUTCString())}</time>${clock.isFrozen ? ' (frozen)' : ''}.
Webhooks: ${escape(webhooks.mode)}, ${webhooks.waiting} waiting.</p>
<form id="clock"><label>Advance by (seconds) <input name="advanceSeconds" type="number" min="0" value="86400" inputmode="numeric"></label>
<button>Advance</button><button type="button" data-path="/_emulator/clock" data-body='{"${clock.isFrozen ? 'unfreeze' : 'freeze'}":true}'>${clock.isFrozen ? 'Unfreeze' : 'Freeze'}</button>
<button type="button" data-path="/_emulator/deliveries/flush" data-body="{}">Deliver what is due</button></form>
<p role="status" id="status"></p>
${table(
  'Requests',
  ['Time', 'Call', 'Status', 'ms', 'Account', 'Id', 'Error'],
  requests
    .latest(50)
    .map((entry) => [
      timeOf(entry.atMs),
      `${entry.method} ${entry.path}`,
      entry.status,
      entry.tookMs,
      entry.account,
      entry.id,
      entry.error,
    ]),
)}
${table(
  'Webhook attempts',
  ['Time', 'Event', 'Type', 'To', 'Attempt', 'Outcome', 'Status'],
  webhooks.attempts
    .latest(50)
    .map((entry) => [
      timeOf(entry.atMs),
      entry.event,
      entry.type,
      entry.url,
      entry.attempt,
      entry.outcome,
      entry.status ?? entry.error,
    ]),
)}
${table('Objects of the account', ['Type', 'Count'], counts)}
</main><script>
const post=async(path,body)=>{const status=document.getElementById('status');status.textContent='working';
const answer=await fetch(path,{method:'POST',headers:{'Content-Type':'application/json'},body});
if(answer.ok)location.reload();else status.textContent=(await answer.json()).error.message};
document.getElementById('clock').addEventListener('submit',(event)=>{event.preventDefault();
post('/_emulator/clock',JSON.stringify({advanceSeconds:Number(new FormData(event.target).get('advanceSeconds'))}))});
for(const button of document.querySelectorAll('button[data-path]'))button.addEventListener('click',()=>post(button.dataset.path,button.dataset.body));
</script></body></html>`;
}
