import { describeJourneys } from './spec-support/web-house.js';

describeJourneys('Operators work in their area', (house) => {
  it('sign in with a form, by keyboard, and come back signed in; no script can read the session', async () => {
    const operator = await house().guest({ viewport: { width: 1280, height: 900 } });
    const { page } = operator;
    const { email, password } = house().login('operator');
    await operator.opens('/operator/');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('not this one');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Overview', exact: true }).waitFor();
    await operator.opens('/operator/');
    await page.getByRole('heading', { name: 'Overview', exact: true }).waitFor();
    const kept = await page.evaluate<string>(
      'document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)',
    );
    expect(kept).not.toMatch(/ghs_|guildhall_session/);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(operator.errors).toEqual([]);
    await operator.leaves();
  });

  it.each([360, 1280])('see their shell and the orders, accessible, at %i pixels', async (width) => {
    const operator = await house().signsIn('operator', { viewport: { width, height: 900 } });
    const { page } = operator;
    await operator.opens('/operator/orders');
    await page.getByRole('heading', { name: 'Orders', exact: true }).waitFor();
    if (width === 360) {
      await page.getByRole('button', { name: 'Open the menu' }).click();
      await page.getByRole('dialog', { name: 'Menu' }).waitFor();
      expect(await operator.axeFindings()).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    expect(await operator.axeFindings()).toEqual([]);
    expect(await operator.fitsWidth()).toBe(true);
    if (width === 1280) await operator.takesScreenshots('operator-orders');
    expect(operator.errors).toEqual([]);
    await operator.leaves();
  });

  it('somebody without the role is told so', async () => {
    const buyer = await house().signsIn('buyer');
    await buyer.page.goto('/operator/');
    await buyer.page.getByText('This area is for operators').waitFor();
    expect(await buyer.axeFindings()).toEqual([]);
    await buyer.leaves();
  });
});

describeJourneys('The shared pieces', (house) => {
  it('are accessible at both widths and in both schemes', async () => {
    const operator = await house().signsIn('operator', { viewport: { width: 1280, height: 900 } });
    await operator.opens('/operator/_kit');
    for (const colorScheme of ['light', 'dark'] as const) {
      await operator.page.emulateMedia({ colorScheme });
      for (const width of [1280, 360]) {
        await operator.page.setViewportSize({ width, height: 900 });
        expect(await operator.axeFindings()).toEqual([]);
        expect(await operator.fitsWidth()).toBe(true);
      }
    }
    await operator.takesScreenshots('operator-kit');
    await operator.leaves();
  });

  it('ask before money moves, do it once when pressed twice, and show what happened', async () => {
    const operator = await house().signsIn('operator');
    const { page } = operator;
    await operator.opens('/operator/_kit');
    await page.getByRole('button', { name: 'Refund…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Refund this order' });
    await dialog.getByText('The buyer gets $120.00 back').waitFor();
    expect(await operator.axeFindings()).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Refund…');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Refund $120.00' }).dblclick();
    await dialog.getByText('The refund of $120.00 is on its way.').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await dialog.waitFor({ state: 'detached' });
    await operator.leaves();
  });
});

describeJourneys('A session that ends', (house) => {
  it('opens a dialog over the page, where what was typed stays', async () => {
    const operator = await house().signsIn('operator');
    const { page } = operator;
    await operator.opens('/operator/_kit');
    await page.getByLabel('Title').fill('Half a sentence');
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'Orders' }).click();
    const dialog = page.getByRole('dialog', { name: 'Sign in' });
    await dialog.getByText('Your session has ended').waitFor();
    expect(await operator.axeFindings()).toEqual([]);
    await dialog.getByLabel('Password', { exact: true }).fill(house().login('operator').password);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Export CSV' }).waitFor();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await operator.leaves();
  });
});
