export { newSecret, type ParsedSecret, parseSecret } from "./secret";
export { type SignatureHeaders, signatureHeaders, type SignatureInput, type SigningSecrets } from "./sign";
export {
  type InvalidReason,
  type SignatureFamily,
  type SignatureVerdict,
  verifyDelivery,
  type VerifyInput,
} from "./verify";
