import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { gestesPossibles } from '#shared/cycle.ts'
import type { Jour } from '#shared/dates.ts'
import { date } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Actions, ChampListe, ChampTexte, Formulaire } from '#ui/formulaire.tsx'
import { Alerte, ChiffreCle, ChiffresCles, Colonnes, Fiche, Fictif, Section } from '#ui/textes.tsx'
import type { Composition } from '../domain/composition.ts'
import { cycleBilan, estOuvert, type Geste } from '../domain/cycle.ts'
import { tientLesBilans } from '../domain/droits.ts'
import { EtiquetteBilan } from './bilans.page.tsx'
import type { BilanLu, listDecisionsACiter } from './bilans.queries.ts'
import { composerDocument } from './document.ts'
import { PartieDuBilan } from './partie.tsx'

export type PropsBilan = RetourDeFormulaire & {
  readonly bilan: BilanLu
  readonly composition: Composition
  readonly decisions: Awaited<ReturnType<typeof listDecisionsACiter>>
  readonly acteur: Acteur
  readonly aujourdhui: Jour
  /** Which form of the page comes back: a part, or « etat ». */
  readonly formulaire?: string
}

/** One report, as it will be sent: facts computed, words of the coordination, exports. */
export function pageBilan(props: PropsBilan): ContenuDePage {
  const { bilan, composition, acteur, aujourdhui, statut, alerte, formulaire } = props
  const compose = composerDocument(bilan, composition, aujourdhui)
  const ecrit = tientLesBilans.autorise(acteur) && estOuvert(bilan.statut)
  return {
    titre: bilan.titre,
    surtitre: compose.periode,
    rubrique: '/programme',
    ariane: [
      { libelle: 'Programme', href: '/programme' },
      { libelle: 'Bilans', href: '/bilans' },
    ],
    ...(statut && { statut }),
    chapeau: bilan.fictif && (
      <p>
        <Fictif>{bilan.fictif}</Fictif>
      </p>
    ),
    actions: (
      <>
        <Bouton href={`/bilans/${bilan.id}/bilan.pdf`} icone="telecharger">
          PDF
        </Bouton>
        <Bouton href={`/bilans/${bilan.id}/bilan.docx`} icone="telecharger">
          Texte (DOCX)
        </Bouton>
        <Bouton href={`/bilans/${bilan.id}/diapositives.pdf`} icone="telecharger">
          Diapositives
        </Bouton>
      </>
    ),
    contenu: (
      <>
        {alerte && !formulaire && (
          <Alerte>
            <p>{alerte}</p>
          </Alerte>
        )}
        <ChiffresCles>
          {compose.chiffres.map(({ valeur, mots }) => (
            <ChiffreCle key={mots} valeur={valeur} libelle={mots} />
          ))}
        </ChiffresCles>
        <Colonnes
          cote={
            <>
              <Section titre="Situation">
                <Fiche
                  etroite
                  lignes={[
                    { nom: 'État', valeur: <EtiquetteBilan statut={bilan.statut} /> },
                    ...(bilan.reluLe ? [{ nom: 'Relu le', valeur: date(bilan.reluLe) }] : []),
                    ...(bilan.approuveLe
                      ? [
                          { nom: 'Approuvé le', valeur: date(bilan.approuveLe) },
                          { nom: 'Par', valeur: bilan.approbation },
                        ]
                      : []),
                    ...(bilan.publieLe ? [{ nom: 'Publié le', valeur: date(bilan.publieLe) }] : []),
                    {
                      nom: 'Faits',
                      valeur: bilan.faits
                        ? 'Arrêtés au jour de l’approbation'
                        : 'Suivent les données du jour',
                    },
                  ]}
                />
                <Gestes {...props} />
              </Section>
              <Section titre="Sources">
                <ul>
                  {compose.sources.map((source) => (
                    <li key={source}>{source}</li>
                  ))}
                </ul>
              </Section>
            </>
          }
        >
          {compose.parties.map((partie) => (
            <PartieDuBilan key={partie.rubrique} partie={partie} ecrit={ecrit} {...props} />
          ))}
        </Colonnes>
      </>
    ),
  }
}

function Gestes({ bilan, acteur, decisions, formulaire, saisies, fautes, alerte }: PropsBilan) {
  if (!tientLesBilans.autorise(acteur)) return null
  const gestes = gestesPossibles(cycleBilan, bilan.statut) as Geste[]
  return (
    <>
      {gestes
        .filter((geste) => geste !== 'approuver')
        .map((geste) => (
          <BoutonPost key={geste} action={`/bilans/${bilan.id}/${geste}`} champs={{ version: bilan.version }}>
            {cycleBilan[geste].libelle}
          </BoutonPost>
        ))}
      {gestes.includes('approuver') && (
        <Formulaire
          action={`/bilans/${bilan.id}/approuver`}
          version={bilan.version}
          id="approuver"
          {...(formulaire === 'etat' && { saisies, fautes, alerte })}
        >
          <ChampListe
            nom="decisionId"
            libelle="Décision qui l’approuve"
            vide="Aucune du registre"
            facultatif
            options={decisions.map(({ id, numero, titre }) => ({
              valeur: id,
              libelle: `${numero} : ${titre.slice(0, 60)}`,
            }))}
          />
          <ChampTexte nom="approbation" libelle="Ou l’acte qui l’approuve" facultatif />
          <Actions>
            <Bouton variante="primaire">{cycleBilan.approuver.libelle}</Bouton>
          </Actions>
        </Formulaire>
      )}
    </>
  )
}
