import { compte, date, dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Actions, ChampDate, ChampListe, CoteACote, Formulaire } from '#ui/formulaire.tsx'
import { Fiche } from '#ui/textes.tsx'
import { attenteAvantSignature } from '../domain/attente.ts'
import type { LotLu, MarcheLu } from '../marche/marche.queries.ts'
import { ETAPES_LOT, type EtapeLot } from './attribuer.ts'
import type { PropsAttribution } from './attribution.page.tsx'
import type { AttributionLue } from './attribution.queries.ts'

const MOTS_ETAPE: Readonly<Record<EtapeLot, readonly [passe: string, verbe: string]>> = {
  envoyer: ['Lettres parties le', 'Noter l’envoi des lettres'],
  signer: ['Signé le', 'Noter la signature'],
  notifier: ['Notifié le', 'Noter la notification'],
  publier: ['Avis et données publiés le', 'Noter la publication'],
}

/** What follows the choice of a lot: letters, days to wait, signature, notification, publication. */
export function Suites(
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
