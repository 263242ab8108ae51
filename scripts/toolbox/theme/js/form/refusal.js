// Why a file is not opened, in the words that a person reads.

export const REFUSED = {
  tooBig: "Dit bestand is te groot om een ingevuld formulier te zijn. Haal er plaatjes uit, of kies een ander bestand.",
  tooMuch: "In dit bestand zit veel meer dan in een ingevuld formulier past. Kies een ander bestand.",
  unknown:
    "Dit soort bestand gaat hier niet open. Kies een bestand dat je op deze pagina bewaarde, een ingevulde pdf of een Word-bestand.",
  damaged: "Dit bestand is kapot of niet helemaal binnengekomen. Open het in je eigen programma en bewaar het opnieuw.",
  locked:
    "Dit bestand heeft een wachtwoord, of is van een oude Word. Bewaar het zonder wachtwoord als gewone Word of pdf.",
  macros: "In dit bestand zitten macro’s (kleine programma’s). Bewaar het zonder macro’s en probeer het opnieuw.",
  noFields:
    "In deze pdf staan geen invulvelden: het is een pdf om te printen, of een scan. Neem de antwoorden hier over.",
  notOurs: "Dit bestand is niet van een format uit deze toolbox. Kies het format dat is ingevuld.",
  otherFormat: "Dit bestand hoort bij een ander format. Open het op de pagina van dat format.",
  empty: "Dit bestand is leeg. Kies een ander bestand.",
};

/** What is wrong with a file, told to whoever chose it. */
export class Refusal extends Error {}

/**
 * @param {string} sentence
 * @returns {never}
 */
export function refuse(sentence) {
  throw new Refusal(sentence);
}
