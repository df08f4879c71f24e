// `npm run emulator -- --port 12111 --memory --seed 7`: the Stripe emulator alone.
import { prepare } from './prepare.mjs';

await prepare();
await import('../apps/stripe-emulator/dist/main.js');
