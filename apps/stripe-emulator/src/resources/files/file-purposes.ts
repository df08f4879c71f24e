const KB = 1024;
const MB = 1024 * KB;

/** What a client may upload files for, and how large each may be. */
export const UPLOAD_LIMITS_BYTES = {
  account_requirement: 16 * MB,
  additional_verification: 16 * MB,
  business_icon: 512 * KB,
  business_logo: 512 * KB,
  customer_signature: 4 * MB,
  dispute_evidence: 5 * MB,
  identity_document: 16 * MB,
  issuing_regulatory_reporting: 16 * MB,
  pci_document: 16 * MB,
  platform_terms_of_service: 16 * MB,
  tax_document_user_upload: 16 * MB,
  terminal_android_apk: 16 * MB,
  terminal_reader_splashscreen: 2 * MB,
  terminal_wifi_certificate: 16 * MB,
  terminal_wifi_private_key: 16 * MB,
} as const;

export type UploadPurpose = keyof typeof UPLOAD_LIMITS_BYTES;
export const UPLOAD_PURPOSES = Object.keys(UPLOAD_LIMITS_BYTES) as UploadPurpose[];

/** Purposes of files that Stripe makes itself; lists may be filtered by them. */
export const ALL_PURPOSES = [
  ...UPLOAD_PURPOSES,
  'document_provider_identity_document',
  'finance_report_run',
  'financial_account_statement',
  'identity_document_downloadable',
  'selfie',
  'sigma_scheduled_query',
] as const;

/** Only the links of these may be made: what shows an identity stays private. */
export const LINKABLE: readonly string[] = [
  'business_icon',
  'business_logo',
  'customer_signature',
  'dispute_evidence',
  'finance_report_run',
  'financial_account_statement',
  'identity_document_downloadable',
  'issuing_regulatory_reporting',
  'pci_document',
  'platform_terms_of_service',
  'selfie',
  'sigma_scheduled_query',
  'tax_document_user_upload',
  'terminal_android_apk',
  'terminal_reader_splashscreen',
];

const MAGIC: readonly (readonly [string, Buffer])[] = [
  ['pdf', Buffer.from('%PDF')],
  ['png', Buffer.from([0x89, 0x50, 0x4e, 0x47])],
  ['jpg', Buffer.from([0xff, 0xd8, 0xff])],
  ['gif', Buffer.from('GIF8')],
];

/** The `type` of a file: by its first bytes, else by the end of its name. */
export function fileType(filename: string, bytes: Buffer): string | null {
  const known = MAGIC.find(([, magic]) => bytes.subarray(0, magic.length).equals(magic));
  if (known !== undefined) return known[0];
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(filename)?.[1]?.toLowerCase();
  return extension === 'jpeg' ? 'jpg' : (extension ?? null);
}
