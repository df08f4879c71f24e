import 'reflect-metadata';
import { bootstrapApi } from '@guildhall/http';
import { AppModule } from './app.module.js';
import { DESCRIPTION } from './description.js';

void bootstrapApi(AppModule, DESCRIPTION);
