import 'reflect-metadata';
import { bootstrapApi } from '@guildhall/http';
import { AppModule } from './app.module.js';
import { DESCRIPTION } from './description.js';

await bootstrapApi(AppModule, DESCRIPTION);
