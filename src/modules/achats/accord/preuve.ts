import { jourDe } from '#shared/dates.ts'
import { date, nombre } from '#shared/typographie.ts'
import type { DocumentDAchat } from '../documents.ts'
import { comiteDe, entreeEnVigueur, habilite, jugerSignatures } from '../domain/adhesion/accord.ts'
import type { OperationLue } from '../operations/operations.queries.ts'
import type { AccordLu } from './accord.queries.ts'

/** « 76,78 % » of whole votes, for reading only: validity is judged on votes. */
export const partDe = (n: number, total: number): string =>
  total === 0 ? 'sans voix' : `${(Math.floor((10_000 * n) / total) / 100).toString().replace('.', ',')} %`

/** One sentence on the validity of an agreement, with its figures. */
export function direValidite({ syndicats }: Pick<AccordLu, 'syndicats'>): string {
  const { valide, signees, exprimees, manquantes } = jugerSignatures(syndicats)
  const compte = `${nombre(signees)} voix signées sur ${nombre(exprimees)} (${partDe(signees, exprimees)})`
  return valide
    ? `Valable : ${compte} ; il en faut la moitié au moins (CGFP L.223-1).`
    : `Pas encore valable : ${compte} ; il manque ${nombre(manquantes)} voix pour atteindre la moitié (CGFP L.223-1).`
}

/** The printable proof of an agreement: who could negotiate, who signed, why it is valid, who approved. */
export function composerPreuve(
  operation: OperationLue,
  accord: AccordLu,
  attendus: readonly { readonly organismeId: string; readonly libelle: string }[],
  cooperation: string,
  maintenant: Date,
): DocumentDAchat {
  const vigueur = entreeEnVigueur(accord)
  return {
    titre: accord.titre,
    court: 'Preuve de validité',
    sousTitre: `${operation.titre}. ${direValidite(accord)}`,
    cooperation,
    pied: `Établi le ${date(jourDe(maintenant))}${accord.fictif ? ` · ${accord.fictif}` : ''}`,
    parties: [
      { titre: 'Objet', texte: accord.objet, grilles: [] },
      {
        titre: 'Voix et signatures',
        texte: `Dernières élections du niveau : ${date(accord.electionsLe)}. Négocie une organisation qui a un siège au moins au comité social de référence (CGFP L.221-3, L.221-4).`,
        grilles: [
          {
            titre: '',
            entetes: ['Organisation', 'Voix', 'Sièges', 'Habilitée', 'Signataire'],
            lignes: accord.syndicats.map((s) => [
              s.nom,
              nombre(s.voix),
              nombre(s.sieges),
              habilite(s) ? 'oui' : 'non',
              s.signe ? 'oui' : 'non',
            ]),
          },
        ],
      },
      {
        titre: 'Approbations',
        texte:
          'Acte de l’assemblée de chaque autorité pour laquelle l’accord est négocié (CGFP L.224-2, L.224-3).',
        grilles: [
          {
            titre: '',
            entetes: ['Membre', 'Acte'],
            lignes: attendus.map(({ organismeId, libelle }) => {
              const acte = accord.approbations.find((a) => a.organismeId === organismeId)
              return [libelle, acte ? `${acte.numero}, le ${date(acte.le)}` : 'attendu']
            }),
          },
        ],
      },
      {
        titre: 'Effet',
        texte: `${accord.signeLe ? `Signé le ${date(accord.signeLe)}. ` : ''}${accord.publieLe ? `Publié le ${date(accord.publieLe)}. ` : 'Pas encore publié. '}${vigueur ? `En vigueur le ${date(vigueur)} (CGFP L.226-1).` : ''}`,
        grilles: [],
      },
      {
        titre: 'Comité de suivi',
        texte: `${accord.comite}\n\nOrganisations : ${comiteDe(accord.syndicats).join(', ') || 'aucune'} (CGFP L.227-1).`,
        grilles: [],
      },
    ],
  }
}
