import { jourDe } from '#shared/dates.ts'
import { compte, date } from '#shared/typographie.ts'
import { centiemes } from '../analyse/composer.ts'
import type { DocumentDAchat } from '../documents.ts'
import { attenteAvantSignature } from '../domain/attente.ts'
import type { OffreNotee } from '../domain/criteres.ts'
import type { LotLu, MarcheLu, OffreLue } from '../marche/marche.queries.ts'
import type { OperationLue } from '../operations/operations.queries.ts'
import type { AttributionLue } from './attribution.queries.ts'

/**
 * The letter to a candidate of an awarded lot. To those that lost: why, who won and for what reasons, from when the contract may be signed (CCP R.2181-1,
 * R.2181-3). To the winner: what is awarded, and from when it is signed.
 */
export function composerLettre(
  {
    operation,
    marche,
    lot,
    offres,
    classement,
    attribution,
    offre,
  }: {
    readonly operation: OperationLue
    readonly marche: MarcheLu
    readonly lot: LotLu
    readonly offres: readonly OffreLue[]
    readonly classement: readonly OffreNotee[]
    readonly attribution: AttributionLue
    readonly offre: OffreLue
  },
  cooperation: string,
  maintenant: Date,
): DocumentDAchat {
  const retenue = offre.id === attribution.offreId
  const noteDe = (id: string): OffreNotee | undefined => classement.find((c) => c.id === id)
  const [mienne, gagnante] = [noteDe(offre.id), noteDe(attribution.offreId)]
  const envoi = { le: attribution.envoiLe ?? jourDe(maintenant), par: attribution.envoiPar ?? 'electronique' }
  const attente = attenteAvantSignature(marche.procedure, envoi, offres.length)
  const motif = offre.tardive
    ? 'Votre offre est parvenue après l’heure limite : elle n’a pas été examinée.'
    : offre.irreguliere
      ? `Votre offre est irrégulière : ${offre.irreguliere}`
      : `Votre offre obtient ${mienne?.total == null ? 'un total non établi' : `${centiemes(mienne.total)} points sur 100`}${mienne?.rang ? ` et se classe ${mienne.rang === 1 ? '1re' : `${mienne.rang}e`}` : ''}.`
  const delai = `Le contrat pourra être signé à partir du ${date(attente.signatureDes)}, soit ${compte(attente.jours, 'jour')} après l’envoi de cette lettre${attente.obligatoire ? ' (code de la commande publique, R.2182-1)' : ', délai observé par choix'}.`
  return {
    titre: retenue
      ? `Votre offre est retenue, lot ${lot.numero}`
      : `Votre offre n’est pas retenue, lot ${lot.numero}`,
    court: `Lot ${lot.numero}`,
    sousTitre: `${offre.candidat}. ${operation.titre}, référence ${marche.reference || 'sans référence'}.`,
    cooperation,
    pied: `${operation.pilote}, ${attribution.envoiLe ? 'lettre' : 'projet de lettre'} du ${date(envoi.le)}`,
    parties: [
      {
        titre: retenue ? 'Décision' : 'Motifs',
        texte: [
          `Par décision du ${date(attribution.attribueLe)}, la commission a attribué le lot ${lot.numero}, ${lot.objet}, à ${attribution.titulaire}.`,
          retenue ? 'Votre offre est la mieux classée au vu des critères publiés.' : motif,
          retenue ? '' : `Motifs du choix : ${attribution.motifs}`,
          delai,
        ]
          .filter(Boolean)
          .join('\n'),
        grilles:
          offre.tardive || offre.irreguliere
            ? []
            : [
                {
                  titre: 'Points par critère',
                  entetes: ['Critère', 'Poids', 'Votre offre', ...(retenue ? [] : ['Offre retenue'])],
                  lignes: marche.criteres.map(({ cle, nom, poids }) => [
                    nom,
                    String(poids),
                    mienne?.points[cle] == null ? 'sans points' : centiemes(mienne.points[cle]),
                    ...(retenue
                      ? []
                      : [gagnante?.points[cle] == null ? 'sans points' : centiemes(gagnante.points[cle])]),
                  ]),
                },
              ],
      },
      {
        titre: 'Recours',
        texte:
          'Référé précontractuel jusqu’à la signature du contrat (code de justice administrative, L.551-1). Recours en contestation de la validité du contrat dans les deux mois de l’avis d’attribution. Tribunal administratif : [à compléter].',
        grilles: [],
      },
    ],
  }
}
