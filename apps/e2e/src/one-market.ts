import { marketForStories } from './story.js';

/** The market of all stories that ask nothing special of their house: each house costs ten seconds of processor time. */
export const opened = marketForStories();
