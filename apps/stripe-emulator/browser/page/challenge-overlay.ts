import { nextFrameName } from './frame-link.js';

/**
 * Shows the issuer's challenge over the page until it is answered.
 * @param emulator origin of the emulator: only its word counts
 * @param address of the challenge page
 * @returns false when the payer closed it without an answer
 */
export function showChallenge(emulator: string, address: string): Promise<boolean> {
  // The emulator may have several names; the page knows it by the one that this script came from.
  const { pathname, search } = new URL(address);
  const before = document.activeElement;
  // `body > div > iframe`, the first in the body, over everything: where Stripe's is, and tests look for it.
  const box = document.createElement('div');
  box.setAttribute('role', 'dialog');
  box.setAttribute('aria-modal', 'true');
  box.setAttribute('aria-label', 'Authentication by your bank');
  box.style.cssText =
    'position:fixed;inset:0;z-index:2147483647;display:grid;place-items:center;background:rgba(0,0,0,.4)';
  const frame = document.createElement('iframe');
  frame.name = nextFrameName();
  frame.title = 'Authentication by your bank';
  frame.style.cssText =
    'border:0;display:block;width:min(100vw,31rem);height:min(100dvh,36rem);border-radius:12px;background:#fff;box-shadow:0 20px 60px rgba(0,0,0,.35)';
  frame.src = `${emulator}/v3/three-ds-2-challenge.html#${encodeURIComponent(pathname + search)}`;
  box.append(frame);
  const others = [...document.body.children].filter((child) => !child.hasAttribute('inert'));
  document.body.prepend(box);
  for (const other of others) other.setAttribute('inert', '');
  frame.focus();
  return new Promise((resolve) => {
    const finish = (hasAnswered: boolean): void => {
      window.removeEventListener('message', hear);
      window.removeEventListener('keydown', hearKey);
      box.remove();
      for (const other of others) other.removeAttribute('inert');
      if (before instanceof HTMLElement) before.focus();
      resolve(hasAnswered);
    };
    const hear = ({ origin, source, data }: MessageEvent<{ type?: string } | null>): void => {
      if (origin !== emulator || source !== frame.contentWindow) return;
      if (data?.type === 'stripe-emulator:challenge') finish(true);
      if (data?.type === 'stripe-emulator:challenge-closed') finish(false);
    };
    const hearKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') finish(false);
    };
    window.addEventListener('message', hear);
    window.addEventListener('keydown', hearKey);
  });
}
