import { Module } from '@nestjs/common';
import { TransferQueries } from './transfer.queries.js';
import { TransfersController } from './transfers.controller.js';

/** For the operators' API. Nobody asks for a transfer over HTTP: they follow from paid orders. */
@Module({ controllers: [TransfersController], providers: [TransferQueries] })
export class TransfersHttpModule {}
