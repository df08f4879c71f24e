import { ApiProblem, type SellerSchemas } from '@guildhall/api-client';
import { send } from '../../api/send.js';

type Picture = SellerSchemas['PictureResponse'];

/** Sends a file as it is. The same file again is the same picture, so trying again does no harm. */
export async function uploadPicture(file: File): Promise<Picture> {
  const init = { method: 'POST', body: file, headers: { 'content-type': file.type } };
  const response = await send(new Request('/api/seller/v1/pictures', init));
  const body = (await response.json()) as Picture & ConstructorParameters<typeof ApiProblem>[1];
  if (!response.ok) throw new ApiProblem(response.status, body);
  return body;
}
