// What the tests of the reporting application share, whichever way they reach it: a report whose every field can be found again, and what the server answered.
import { depuisTexte } from '@maillage/coffre'
import { lireSignalement } from '../../src/signalement/domain/depot.ts'
import { peiner } from '../../src/signalement/protocole/effort.ts'
import { preparerPiece } from '../../src/signalement/protocole/metadonnees.ts'
import { empreinteDuDepot, scellerDepot } from '../../src/signalement/protocole/sceller-depot.ts'
import {
  chargerCellule,
  envoyerDepot,
  RefusDuServeur,
  type Transport,
} from '../../src/signalement/protocole/serveur.ts'

/** 200, or the status of the refusal. */
export const statutDe = (promesse: Promise<unknown>): Promise<number> =>
  promesse.then(
    () => 200,
    (erreur: unknown) => (erreur instanceof RefusDuServeur ? erreur.statut : Promise.reject(erreur)),
  )

/** Seals and sends a report full of `canari`; gives what the author and the tests need. */
export async function deposerTout(
  transport: Transport,
  jour: string,
  canari: string,
  organisme = 'cdg-62',
  plus: Record<string, string[]> = {},
) {
  const { cellule, ancrage } = await chargerCellule(transport, organisme, jour)
  const dit = (mot: string) => [`${mot} ${canari}`]
  const lu = lireSignalement(
    {
      employeur: ['hautmare'],
      qualite: ['victime'],
      identite: ['confidentiel'],
      nom: dit('nom'),
      prenom: dit('prenom'),
      fonction: dit('fonction'),
      service: dit('service'),
      telephone: dit('tel'),
      courriel: dit('courriel'),
      nature: ['harcelement_moral'],
      recit: dit('récit assez long pour être reçu'),
      quand: dit('quand'),
      lieux: dit('lieux'),
      temoins: dit('témoins'),
      suiviMedical: dit('santé'),
      codeAffiche: dit('code'),
      accords: ['recontact', 'faits_sans_identite'],
      ...plus,
    },
    cellule.politique,
  )
  if (!lu.ok) throw new Error(JSON.stringify(lu.refus))
  const piece = preparerPiece(
    `${canari}.txt`,
    'text/plain',
    new TextEncoder().encode(`pièce ${canari}`),
    true,
  )
  const { depot, mots } = await scellerDepot(cellule, lu.valeur, [piece], jour, 'ligne')
  const empreinte = empreinteDuDepot(depot, depuisTexte)
  const preuve = await envoyerDepot(transport, depot, (defi) => peiner(defi, empreinte))
  return { cellule, ancrage, depot, empreinte, mots: mots.join(' '), preuve }
}
