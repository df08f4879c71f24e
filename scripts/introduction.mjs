const TEST_CARDS = [
  ['4242 4242 4242 4242', 'pays'],
  ['4000 0027 6000 3184', 'asks for 3D Secure'],
  ['4000 0000 0000 9995', 'declined: insufficient funds'],
];

/** What a person needs to know about the running house, as text for a terminal. */
export function introduction({ urls, logins, stripe }) {
  const line = ([name, text]) => `  ${name.padEnd(12)} ${text}`;
  const rows = [
    ['seller API', `${urls['seller-onboarding-api']}/docs`],
    ['buyer API', `${urls['buyer-checkout-api']}/docs`],
    ['operator API', `${urls['admin-api']}/docs`],
    ['webhooks', `${urls['webhook-ingest']}/webhooks/platform and /webhooks/connect`],
    ['worker', `${urls.worker}/metrics`],
    [
      'Stripe',
      stripe.apiBase === null ? 'the real one, test mode' : `${urls['stripe-emulator']}/_emulator (the emulator)`,
    ],
  ];
  const people = logins.map(({ role, email, password, note }) => [role, `${email}  ${password}  ${note}`]);
  const cards = TEST_CARDS.map(([number, what]) => ['card', `${number}  ${what}`]);
  return [
    '',
    `Guildhall is ready: open ${urls.web}`,
    '',
    ...[
      ['buy', `${urls.web}/`],
      ['sell', `${urls.web}/seller/`],
      ['operate', `${urls.web}/operator/`],
    ].map(line),
    '',
    ...rows.map(line),
    '',
    ...people.map(line),
    '',
    ...cards.map(line),
    '',
    '  scripts    .guildhall/run.json has all of this and access tokens',
    '',
  ].join('\n');
}
