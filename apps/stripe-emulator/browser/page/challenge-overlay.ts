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
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', 'Authentication by your bank');
  dialog.style.cssText =
    'position:fixed;inset:0;margin:auto;padding:0;border:0;width:min(100vw,31rem);height:min(100dvh,36rem);max-width:100vw;max-height:100dvh;border-radius:12px;overflow:hidden;background:#fff;box-shadow:0 20px 60px rgba(0,0,0,.35)';
  const frame = document.createElement('iframe');
  frame.name = nextFrameName();
  frame.title = 'Authentication by your bank';
  frame.style.cssText = 'border:0;width:100%;height:100%;display:block';
  frame.src = `${emulator}/v3/three-ds-2-challenge.html#${encodeURIComponent(pathname + search)}`;
  dialog.append(frame);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    const finish = (hasAnswered: boolean): void => {
      window.removeEventListener('message', hear);
      dialog.remove();
      if (before instanceof HTMLElement) before.focus();
      resolve(hasAnswered);
    };
    const hear = ({ origin, source, data }: MessageEvent<{ type?: string } | null>): void => {
      if (origin !== emulator || source !== frame.contentWindow) return;
      if (data?.type === 'stripe-emulator:challenge') finish(true);
      if (data?.type === 'stripe-emulator:challenge-closed') finish(false);
    };
    window.addEventListener('message', hear);
    dialog.addEventListener('cancel', () => {
      finish(false);
    });
  });
}
