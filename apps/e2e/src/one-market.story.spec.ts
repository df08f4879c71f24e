// Stories share the market of one-market.ts, as real sellers and buyers do.
import './buying.stories.js';
import './buying-interrupted.stories.js';
import './paying-out.stories.js';
import './onboarding.stories.js';
import './refunding.stories.js'; // after those that let days pass: a refund of its last one fails again three days later
import './operating.stories.js';
import './desk.stories.js';
import './access.stories.js';
