import { describeJourneys } from './spec-support/web-house.js';

describeJourneys('Sellers work in their area', (house) => {
  it.each([360, 1280])('see their products, accessible, at %i pixels', async (width) => {
    const seller = await house().signsIn('seller', { viewport: { width, height: 900 } });
    await seller.opens('/seller/');
    await seller.page.getByText('Tea bowl').waitFor();
    expect(await seller.axeFindings()).toEqual([]);
    expect(await seller.fitsWidth()).toBe(true);
    if (width === 1280) await seller.takesScreenshots('seller-products');
    expect(seller.errors).toEqual([]);
    await seller.leaves();
  });

  it('save the whole table as CSV', async () => {
    const seller = await house().signsIn('seller');
    await seller.opens('/seller/');
    const download = seller.page.waitForEvent('download');
    await seller.page.getByRole('button', { name: 'Export CSV' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('guildhall-products.csv');
    const chunks = await (await file.createReadStream()).toArray();
    const lines = Buffer.concat(chunks as Buffer[])
      .toString('utf8')
      .trimEnd()
      .split('\r\n');
    expect(lines[0]).toBe('\uFEFF"title","status","category","stock","price","createdAt"');
    expect(lines).toHaveLength(7);
    // One that no other journey in this house buys.
    expect(lines.find((line) => line.includes('Milk jug'))).toMatch(/^"Milk jug","active","kitchen",15,29\.00,"/);
    await seller.leaves();
  });
});
