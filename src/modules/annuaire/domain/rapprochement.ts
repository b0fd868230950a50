import { deNom, rapprocherMots } from '#shared/mots.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import type { EtatConnu, OrganismeConnu } from './affiliation.ts'
import { type EmployeurLu, LIBELLES_NATURE, type RefusCellule } from './employeur.ts'

/** A fault of one field of the row, with the sentence that says it. */
export const faute = (cle: string, motif: string) => refuser({ cle, motif })

/** Each centre imports its own employers: a row that names another centre is refused. */
export function verifierCentre({ centre }: EtatConnu, lu: EmployeurLu): RefusCellule | null {
  if (!lu.centre) return null
  const dit = rapprocherMots(lu.centre).replaceAll(' ', '')
  const sien = [
    centre.siren,
    centre.departement,
    centre.departement && `cdg${centre.departement}`,
    centre.libelle,
  ]
    .filter((nom) => nom !== null)
    .map((nom) => rapprocherMots(nom).replaceAll(' ', ''))
  return sien.includes(dit)
    ? null
    : {
        cle: 'centre',
        motif: `Cette ligne est pour « ${lu.centre} », et vous importez pour ${centre.libelle}. Chaque centre importe ses propres employeurs.`,
      }
}

/** The commune of a row: by its INSEE code, checked against its name, else by a name that only one bears; null when the row names none. */
export function trouverCommune(
  connu: EtatConnu,
  lu: EmployeurLu,
): Result<OrganismeConnu | null, RefusCellule> {
  if (lu.codeInsee) {
    const commune = connu.communesParCode.get(lu.codeInsee)
    if (!commune)
      return faute(
        'code_insee',
        'Aucune commune de l’annuaire ne porte ce code INSEE. Vérifiez-le (ce n’est pas le code postal).',
      )
    if (commune.fusionneeDans)
      return faute(
        'code_insee',
        `Cette commune a rejoint ${commune.fusionneeDans} : donnez le code de la commune nouvelle.`,
      )
    if (lu.commune && rapprocherMots(lu.commune) !== rapprocherMots(commune.nom))
      return faute(
        'commune',
        `Le code ${lu.codeInsee} est celui ${deNom(commune.nom)}. Corrigez le nom ou le code.`,
      )
    return accepter(commune)
  }
  if (!lu.commune) return accepter(null)
  const homonymes = connu.communesParNom.get(rapprocherMots(lu.commune)) ?? []
  const vivantes = homonymes.filter(({ fusionneeDans }) => fusionneeDans === null)
  const ici = vivantes.filter(({ departement }) => departement === connu.centre.departement)
  const [trouvee, seconde] = ici.length > 0 ? ici : vivantes
  if (trouvee && !seconde) return accepter(trouvee)
  if (trouvee)
    return faute('commune', 'Plusieurs communes portent ce nom : ajoutez le code INSEE de la bonne.')
  return homonymes[0]
    ? faute(
        'commune',
        `Cette commune a rejoint ${homonymes[0].fusionneeDans} : donnez le nom de la commune nouvelle.`,
      )
    : faute('commune', 'Cette commune n’est pas dans l’annuaire. Vérifiez son nom, ou donnez son code INSEE.')
}

/** The organisation of the directory that the line is about; null when it must be added. */
export function trouverOrganisme(
  connu: EtatConnu,
  lu: EmployeurLu,
  commune: OrganismeConnu | null,
): Result<OrganismeConnu | null, RefusCellule> {
  const organisme = connu.parSiren.get(lu.siren)
  if (organisme) {
    if (organisme.fusionneeDans)
      return faute(
        'siret',
        `Ce SIREN est celui d’une commune qui a rejoint ${organisme.fusionneeDans} : donnez le sien.`,
      )
    if (lu.nature && lu.nature !== organisme.type)
      return faute(
        'nature',
        `L’annuaire connaît ce SIREN : ${organisme.nom}, ${LIBELLES_NATURE[organisme.type] ?? organisme.type}. Corrigez le SIREN ou la nature.`,
      )
    if (organisme.type === 'commune' && commune && commune.id !== organisme.id)
      return faute('commune', `Ce SIREN est celui ${deNom(organisme.nom)}. Corrigez le SIREN ou la commune.`)
    return accepter(organisme)
  }
  if (lu.nature === 'commune' && commune)
    return commune.siren === null
      ? accepter(commune)
      : faute(
          'siret',
          `Le SIREN ${deNom(commune.nom)} est ${commune.siren}, d’après le code officiel géographique.`,
        )
  if (lu.nature && ['commune', 'epci', 'departement', 'region'].includes(lu.nature))
    return faute(
      'siret',
      'L’annuaire ne connaît pas ce SIREN. Vérifiez-le ; s’il est juste, la personne qui exploite la plateforme doit mettre l’annuaire à jour.',
    )
  if (!commune)
    return faute(
      'commune',
      'L’annuaire ne connaît pas cet employeur : donnez la commune de son siège, pour l’y ajouter.',
    )
  return accepter(null)
}
