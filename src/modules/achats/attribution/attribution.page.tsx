import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Jour } from '#shared/dates.ts'
import { jourDe } from '#shared/dates.ts'
import { compte, date, dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import {
  Actions,
  ChampDate,
  ChampListe,
  ChampLong,
  ChampTexte,
  CoteACote,
  Formulaire,
} from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, Colonnes, Fiche, Fictif, Section, Vide } from '#ui/textes.tsx'
import { centiemes } from '../analyse/composer.ts'
import { attenteAvantSignature } from '../domain/attente.ts'
import type { OffreNotee } from '../domain/criteres.ts'
import { OBJETS } from '../domain/operation.ts'
import { instant } from '../marche/communs.tsx'
import type { LotLu, MarcheLu, OffreLue } from '../marche/marche.queries.ts'
import type { OperationLue } from '../operations/operations.queries.ts'
import { RUBRIQUE, VuesDeLOperation } from '../vues.tsx'
import { ETAPES_LOT, type EtapeLot } from './attribuer.ts'
import type { AttributionLue, Choix } from './attribution.queries.ts'
import { SCHEMA_DECP } from './decp.ts'

export type PropsAttribution = RetourDeFormulaire & {
  readonly operation: OperationLue
  readonly marche: MarcheLu | null
  readonly offres: readonly OffreLue[]
  readonly attributions: readonly AttributionLue[]
  readonly classements: ReadonlyMap<string, readonly OffreNotee[]>
  readonly decisions: Choix['decisions']
  readonly reglages: Pick<Choix, 'seances'> & { readonly acheteurSiret: string }
  readonly mene: boolean
  readonly lie: boolean
  readonly aujourdhui: Jour
  readonly decp: boolean
  readonly formulaire?: string
}

/** The commission and what follows: ranking with reasons, letters, days to wait, notification, national data. */
export function pageAttribution(props: PropsAttribution): ContenuDePage {
  const { operation, marche, attributions, alerte, formulaire, statut } = props
  return {
    titre: 'Commission et attribution',
    surtitre: `${operation.titre} · ${OBJETS[operation.objet]}`,
    rubrique: RUBRIQUE,
    ...(statut && { statut }),
    ariane: [
      { libelle: 'Achats groupés', href: '/achats' },
      { libelle: operation.titre, href: `/achats/${operation.id}` },
    ],
    chapeau: marche ? (
      <p>
        {compte(attributions.length, 'lot attribué', 'lots attribués')} sur {marche.lots.length}. La
        plateforme calcule le classement ; la commission attribue. {operation.fictif && <Fictif />}
      </p>
    ) : undefined,
    contenu: (
      <>
        <VuesDeLOperation
          id={operation.id}
          courante="attribution"
          cibles={operation.cibles}
          objet={operation.objet}
        />
        {alerte && !formulaire && (
          <Alerte>
            <p>{alerte}</p>
          </Alerte>
        )}
        {marche ? (
          <Colonnes cote={<Cote {...props} marche={marche} />}>
            {marche.lots.map((lot) => (
              <UnLot key={lot.id} {...props} marche={marche} lot={lot} />
            ))}
          </Colonnes>
        ) : (
          <Vide titre="Rien à attribuer">Le marché de cet achat n’est pas encore préparé.</Vide>
        )}
      </>
    ),
  }
}

function Cote(props: PropsAttribution & { readonly marche: MarcheLu }) {
  const { operation, marche, reglages, mene, formulaire, fautes, saisies, alerte } = props
  return (
    <>
      <Section titre="Commission">
        <Fiche
          etroite
          lignes={[
            {
              nom: 'Séance',
              valeur: marche.seance ? (
                <a href={`/seances/${marche.seance.id}`}>
                  {marche.seance.titre}, {date(jourDe(marche.seance.le))}
                </a>
              ) : (
                'pas encore indiquée'
              ),
            },
            {
              nom: 'Notes closes le',
              valeur: marche.notesClosesLe ? instant(marche.notesClosesLe) : 'pas encore',
            },
            { nom: 'SIRET de l’acheteur', valeur: reglages.acheteurSiret || 'à compléter' },
          ]}
        />
        {mene && (
          <Formulaire
            id="reglages"
            prefixe
            action={`/achats/${operation.id}/attribution/reglages`}
            version={marche.version}
            {...(formulaire === 'reglages' && { fautes: fautes ?? [], saisies: saisies ?? {}, alerte })}
          >
            <ChampListe
              nom="seance"
              libelle="Séance de la commission"
              vide="Aucune"
              valeur={marche.seance?.id ?? ''}
              options={reglages.seances.map(({ id, titre, le }) => ({
                valeur: id,
                libelle: `${titre}, ${date(jourDe(le))}`,
              }))}
              facultatif
            />
            <ChampTexte
              nom="siret"
              libelle="SIRET de l’acheteur"
              taille="court"
              valeur={reglages.acheteurSiret}
              facultatif
            />
            <Actions>
              <Bouton>Enregistrer</Bouton>
            </Actions>
          </Formulaire>
        )}
      </Section>
      <Section titre="Données essentielles">
        <p>
          Schéma national, version {SCHEMA_DECP.version}, en {SCHEMA_DECP.en}.
        </p>
        {props.decp ? (
          <p>
            <a href={`/achats/${operation.id}/decp.json`}>
              Fiche DECP des lots notifiés (JSON, conforme au schéma)
            </a>
          </p>
        ) : (
          <p>
            {marche.procedure === 'convention'
              ? 'Une convention de participation n’est pas un marché public : elle n’a pas de fiche.'
              : 'La fiche se forme quand un lot est notifié et publié, et que le SIRET de l’acheteur est indiqué.'}
          </p>
        )}
      </Section>
    </>
  )
}

function UnLot(props: PropsAttribution & { readonly marche: MarcheLu; readonly lot: LotLu }) {
  const { lot, offres, attributions, classements, lie, mene, marche } = props
  const duLot = offres.filter(({ lotId }) => lotId === lot.id)
  const attribution = attributions.find(({ lotId }) => lotId === lot.id)
  const noteDe = (id: string) => classements.get(lot.id)?.find((c) => c.id === id)
  return (
    <Section
      titre={`Lot ${lot.numero} : ${lot.objet}`}
      detail={attribution ? `attribué à ${attribution.titulaire}` : 'pas encore attribué'}
      filet
    >
      {lie && marche.notesClosesLe && (
        <Tableau<OffreLue>
          titre={`Classement du lot ${lot.numero}`}
          lignes={duLot.toSorted((a, b) => (noteDe(a.id)?.rang ?? 99) - (noteDe(b.id)?.rang ?? 99))}
          cleDe={({ id }) => id}
          estCourante={({ id }) => id === attribution?.offreId}
          vide={<Vide>Ce lot n’a reçu aucune offre.</Vide>}
          colonnes={[
            {
              cle: 'candidat',
              titre: 'Candidat',
              entete: true,
              contenu: ({ candidat, lettre }) => `${candidat} (offre ${lettre})`,
            },
            {
              cle: 'rang',
              titre: 'Rang',
              contenu: ({ id }) => {
                const rang = noteDe(id)?.rang
                return rang ? (rang === 1 ? '1re' : `${rang}e`) : 'sans rang'
              },
            },
            {
              cle: 'points',
              titre: 'Points',
              nombre: true,
              contenu: ({ id, tardive, irreguliere }) => {
                const total = noteDe(id)?.total
                return tardive
                  ? 'hors délai'
                  : irreguliere
                    ? 'irrégulière'
                    : total == null
                      ? 'sans total'
                      : centiemes(total)
              },
            },
            {
              cle: 'lettre',
              titre: 'Lettre',
              contenu: ({ id, lettre }) =>
                attribution && mene ? (
                  <a href={`/achats/lots/${lot.id}/lettres/${id}`}>Lettre à l’offre {lettre} (DOCX)</a>
                ) : (
                  'après l’attribution'
                ),
            },
          ]}
        />
      )}
      {lie && !marche.notesClosesLe && <p>Le classement paraît à la clôture des notes.</p>}
      {attribution && <Suite {...props} attribution={attribution} candidats={duLot.length} />}
      {mene && marche.notesClosesLe && !attribution?.envoiLe && duLot.length > 0 && (
        <Attribuer {...props} duLot={duLot} attribution={attribution} />
      )}
    </Section>
  )
}

const MOTS_ETAPE: Readonly<Record<EtapeLot, readonly [passe: string, verbe: string]>> = {
  envoyer: ['Lettres parties le', 'Noter l’envoi des lettres'],
  signer: ['Signé le', 'Noter la signature'],
  notifier: ['Notifié le', 'Noter la notification'],
  publier: ['Avis et données publiés le', 'Noter la publication'],
}

function Suite(
  props: PropsAttribution & {
    readonly marche: MarcheLu
    readonly lot: LotLu
    readonly attribution: AttributionLue
    readonly candidats: number
  },
) {
  const {
    attribution: a,
    marche,
    lot,
    mene,
    aujourdhui,
    formulaire,
    fautes,
    saisies,
    alerte,
    operation,
  } = props
  const faites = [a.envoiLe, a.signeLe, a.notifieLe, a.publieLe]
  const suivante = ETAPES_LOT.find((_, rang) => !faites[rang])
  const attente =
    a.envoiLe && a.envoiPar
      ? attenteAvantSignature(marche.procedure, { le: a.envoiLe, par: a.envoiPar }, props.candidats)
      : null
  const id = `etape-${lot.numero}`
  return (
    <>
      <Fiche
        lignes={[
          {
            nom: 'Décision',
            valeur: (
              <>
                {date(a.attribueLe)}
                {a.decision && (
                  <>
                    , <a href={`/decisions/${a.decision.id}`}>{a.decision.numero}</a>
                  </>
                )}
              </>
            ),
          },
          { nom: 'Motifs', valeur: a.motifs },
          ...ETAPES_LOT.map((etape, rang) => ({
            nom: MOTS_ETAPE[etape][0],
            valeur: faites[rang] ? date(faites[rang]) : 'pas encore',
          })),
          ...(attente
            ? [
                {
                  nom: 'Signature possible dès le',
                  valeur: `${date(attente.signatureDes)} : ${compte(attente.jours, 'jour')} après l’envoi${attente.obligatoire ? ' (CCP R.2182-1)' : ', délai non imposé'}`,
                },
              ]
            : []),
        ]}
      />
      {a.publieLe && (
        <p>
          <Etiquette ton="ok" icone="fait" discrete>
            Notifié et publié
          </Etiquette>
        </p>
      )}
      {mene && suivante && (
        <Formulaire
          id={id}
          prefixe
          action={`/achats/${operation.id}/attribution/${lot.id}/etape`}
          version={a.version}
          champs={{ etape: suivante }}
          {...(formulaire === id && { fautes: fautes ?? [], saisies: saisies ?? {}, alerte })}
        >
          <CoteACote>
            <ChampDate nom="le" libelle={MOTS_ETAPE[suivante][0]} valeur={dateSaisie(aujourdhui)} />
            {suivante === 'envoyer' && (
              <ChampListe
                nom="par"
                libelle="Envoi"
                options={[
                  { valeur: 'electronique', libelle: 'Par voie électronique (11 jours)' },
                  { valeur: 'autre', libelle: 'Autrement (16 jours)' },
                ]}
              />
            )}
          </CoteACote>
          <Actions>
            <Bouton>{MOTS_ETAPE[suivante][1]}</Bouton>
          </Actions>
        </Formulaire>
      )}
    </>
  )
}

function Attribuer({
  lot,
  duLot,
  attribution,
  decisions,
  aujourdhui,
  operation,
  formulaire,
  fautes,
  saisies,
  alerte,
}: PropsAttribution & {
  readonly lot: LotLu
  readonly duLot: readonly OffreLue[]
  readonly attribution: AttributionLue | undefined
}) {
  const id = `lot-${lot.numero}`
  return (
    <Formulaire
      id={id}
      prefixe
      action={`/achats/${operation.id}/attribution/${lot.id}`}
      {...(formulaire === id && { fautes: fautes ?? [], saisies: saisies ?? {}, alerte })}
    >
      <CoteACote>
        <ChampListe
          nom="offre"
          libelle="Offre retenue"
          vide="Choisissez"
          valeur={attribution?.offreId ?? ''}
          options={duLot.map(({ id: valeur, candidat }) => ({ valeur, libelle: candidat }))}
        />
        <ChampDate
          nom="le"
          libelle="Commission du"
          valeur={dateSaisie(attribution?.attribueLe ?? aujourdhui)}
        />
        <ChampListe
          nom="groupement"
          libelle="Groupement d’opérateurs"
          valeur={attribution?.groupement ?? 'Pas de groupement'}
          options={['Pas de groupement', 'Conjoint', 'Solidaire'].map((mot) => ({
            valeur: mot,
            libelle: mot,
          }))}
        />
      </CoteACote>
      <ChampListe
        nom="decision"
        libelle="Décision enregistrée"
        vide="Aucune"
        valeur={attribution?.decision?.id ?? ''}
        options={decisions.map(({ id: valeur, numero, titre }) => ({
          valeur,
          libelle: `${numero} · ${titre}`,
        }))}
        facultatif
      />
      <ChampLong
        nom="motifs"
        libelle="Motifs du choix"
        aide="Ils partent dans les lettres."
        valeur={attribution?.motifs ?? ''}
      />
      <Actions>
        <Bouton>Enregistrer l’attribution</Bouton>
      </Actions>
    </Formulaire>
  )
}
