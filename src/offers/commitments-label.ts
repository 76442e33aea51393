/** What contracts on offers that have left the vifte are called beside the offers' money. */
export const commitmentsLabel = 'Kontrakter, der løber videre';
