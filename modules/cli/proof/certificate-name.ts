/** Where the certificate lies in an output folder. */
export const certificateName = "proof.json";
