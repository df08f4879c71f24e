import { productOf, withCart } from './spec-support/shopper.js';
import { describeJourneys } from './spec-support/web-house.js';

describeJourneys('Guests look around the storefront', (house) => {
  it.each([360, 1280])('reads and searches the catalogue at %i pixels', async (width) => {
    const guest = await house().guest({ viewport: { width, height: 900 } });
    await guest.opens('/');
    await guest.page.getByText('Blue stoneware mug').waitFor();
    expect(await guest.page.title()).toBe('Catalogue · Guildhall');
    expect(await guest.axeFindings()).toEqual([]);
    expect(await guest.fitsWidth()).toBe(true);
    await guest.page.getByRole('searchbox').fill('linocut');
    await guest.page.keyboard.press('Enter');
    await guest.page.waitForURL('**/?query=linocut');
    await guest.page.getByText('Blue stoneware mug').waitFor({ state: 'detached' });
    await guest.isSettled();
    expect(await guest.page.getByRole('article').count()).toBe(2);
    await guest.page.goBack();
    await guest.page.getByText('Blue stoneware mug').waitFor();
    if (width === 1280) await guest.takesScreenshots('storefront-catalogue');
    expect(guest.errors).toEqual([]);
    await guest.leaves();
  });

  it('speaks German when the browser does, and English when asked to, and remembers', async () => {
    const guest = await house().guest({ locale: 'de-DE', viewport: { width: 1280, height: 900 } });
    await guest.opens('/');
    await guest.page.getByRole('heading', { name: 'Katalog' }).waitFor();
    await guest.page.getByText('18,00', { exact: false }).waitFor();
    await guest.page.getByLabel('Sprache').selectOption('en');
    await guest.page.getByRole('heading', { name: 'Catalogue' }).waitFor();
    await guest.opens('/');
    await guest.page.getByRole('heading', { name: 'Catalogue' }).waitFor();
    expect(await guest.page.locator('html').getAttribute('lang')).toBe('en');
    await guest.leaves();
  });

  it('says in German what the API refuses, and keeps what is chosen when the language changes', async () => {
    const { id } = await productOf(house(), 'Tea bowl');
    const guest = await house().guest({ locale: 'de-DE', ...withCart(house(), id) });
    await guest.opens('/sign-in');
    await guest.page.getByLabel('E-Mail').fill('nobody@guildhall.example');
    await guest.page.getByLabel('Passwort', { exact: true }).fill('not the right one');
    await guest.page.locator('main form').getByRole('button', { name: 'Anmelden' }).click();
    await guest.reads('Die E-Mail-Adresse oder das Passwort stimmt nicht.');
    await guest.opens('/checkout');
    await guest.page.getByLabel('Land', { exact: true }).selectOption('US');
    await guest.page.getByLabel('Sprache').selectOption('en');
    await guest.page.getByRole('heading', { name: 'Checkout' }).waitFor();
    expect(await guest.page.getByLabel('Country').inputValue()).toBe('US');
    await guest.leaves();
  });

  it('lets Stripe into pages that pay and into no other', async () => {
    const guest = await house().guest();
    const stripe = house().run.stripe.apiBase ?? '';
    const policyOf = async (path: string): Promise<string> =>
      (await guest.page.request.get(path)).headers()['content-security-policy'] ?? '';
    expect(await policyOf('/checkout')).toContain(`script-src 'self' ${stripe};`);
    for (const path of ['/', '/checkouts', '/seller/', '/operator/', '/operator/checkout']) {
      expect(await policyOf(path)).not.toContain(stripe);
    }
    await guest.leaves();
  });
});
