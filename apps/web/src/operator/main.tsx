import { startArea } from '../shell/start-area.js';
import { area } from './area.js';

startArea(area);
