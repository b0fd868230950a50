import { prereglages } from '../src/modules/gouvernance/domain/regle.ts'
import type { Base, Tx } from '../src/platform/base/base.ts'
import type { Acteur, Fonction } from '../src/shared/acteur.ts'
import { ajouterJours, ajouterMois, jourDe } from '../src/shared/dates.ts'
import { idStable } from '../src/shared/ids.ts'
import type { CooperationDemo, InstanceDemo, MembreDemo } from './donnees/cooperations.ts'

/** Where a history is played: identifiers by code, and who may act. */
export type Scene = {
  readonly cooperationId: string
  readonly instances: Readonly<Record<string, string>>
  readonly organismes: Readonly<Record<string, string>>
  acteur(code: string, fonction: Fonction): Acteur
  /** The chargée de coopération of the coordinating member, who keeps the séances. */
  readonly coordination: Acteur
}

export const organismeId = (code: string): string => idStable(`organisme:${code}`)

const LIBELLES: Readonly<Partial<Record<Fonction, (membre: MembreDemo) => string>>> = {
  presidence: ({ libelle }) => `Présidence, ${libelle}`,
  direction: ({ libelle }) => `Direction, ${libelle}`,
  coordination: ({ libelle }) => `Coordinatrice, ${libelle}`,
  gestion: ({ libelle }) => `Gestion, ${libelle}`,
  exploitation: ({ libelle }) => `Exploitation de la plateforme, ${libelle}`,
}

const personneId = (cle: string, code: string, fonction: Fonction): string =>
  idStable(`personne:${cle}:${code}:${fonction}`)

// A chair of two cooperations is one person, with one address and two records.
const adresse = (code: string, fonction: Fonction): string => `${fonction}.${code}@demonstration.invalid`

/** Creates a cooperation with its members, people, mandates and instances. */
export async function installerCooperation(
  base: Base,
  demo: CooperationDemo,
  maintenant: Date,
): Promise<Scene> {
  const cooperationId = idStable(`cooperation:${demo.cle}`)
  const coordonnateur = demo.membres.find(({ role }) => role === 'coordonnateur')!
  const debut = ajouterMois(jourDe(maintenant), -30)
  const personnes = demo.membres.flatMap((membre) =>
    [
      ...demo.fonctions,
      ...(membre.code === demo.gestion ? (['gestion'] as const) : []),
      ...(membre === coordonnateur ? (['coordination', 'exploitation'] as const) : []),
    ].map((fonction) => ({ membre, fonction })),
  )
  await base.enTantQueSysteme('démonstration', cooperationId, async (tx) => {
    await tx
      .insertInto('cooperation')
      .values({ id: cooperationId, nom: demo.nom, niveau: demo.niveau, regions: [...demo.regions] })
      .execute()
    await tx
      .insertInto('organisme')
      .values(
        demo.membres.map(({ code, siren, type, nom, departement }) => ({
          id: organismeId(code),
          siren: siren ?? null,
          type,
          nom,
          departement_code: departement,
          source: 'démonstration : noms publics, sans numéro SIREN quand les sources ne le donnent pas',
        })),
      )
      .onConflict((c) => c.doNothing())
      .execute()
    await tx
      .insertInto('membre')
      .values(
        demo.membres.map(({ code, libelle, territoire, role }, ordre) => ({
          cooperation_id: cooperationId,
          organisme_id: organismeId(code),
          libelle,
          territoire,
          role,
          ordre: ordre + 1,
          du: debut,
        })),
      )
      .execute()
    await tx
      .insertInto('personne')
      .values(
        personnes.map(({ membre, fonction }) => ({
          cooperation_id: cooperationId,
          id: personneId(demo.cle, membre.code, fonction),
          nom: LIBELLES[fonction]!(membre),
          courriel: adresse(membre.code, fonction),
        })),
      )
      .execute()
    await tx
      .insertInto('mandat')
      .values(
        personnes.map(({ membre, fonction }) => ({
          id: idStable(`mandat:${demo.cle}:${membre.code}:${fonction}`),
          cooperation_id: cooperationId,
          organisme_id: organismeId(membre.code),
          personne_id: personneId(demo.cle, membre.code, fonction),
          fonction,
          du: debut,
          acte_designation: fonction === 'presidence' ? 'Acte de désignation (fictif)' : null,
        })),
      )
      .execute()
    for (const instance of demo.instances) await installerInstance(tx, demo, cooperationId, instance)
  })
  const acteur = (code: string, fonction: Fonction): Acteur => {
    const membre = demo.membres.find((candidat) => candidat.code === code)!
    return {
      sessionId: '',
      compteId: '',
      personneId: personneId(demo.cle, code, fonction),
      nom: LIBELLES[fonction]!(membre),
      courriel: adresse(code, fonction),
      cooperationId,
      cooperation: demo.nom,
      organismeId: organismeId(code),
      organisme: membre.nom,
      typeOrganisme: membre.type,
      libelle: membre.libelle,
      roleMembre: membre.role,
      fonctions: [fonction],
      structures: 1,
    }
  }
  return {
    cooperationId,
    instances: Object.fromEntries(
      demo.instances.map(({ cle }) => [cle, idStable(`instance:${demo.cle}:${cle}`)]),
    ),
    organismes: Object.fromEntries(demo.membres.map(({ code }) => [code, organismeId(code)])),
    acteur,
    coordination: acteur(coordonnateur.code, 'coordination'),
  }
}

async function installerInstance(
  tx: Tx,
  demo: CooperationDemo,
  cooperationId: string,
  instance: InstanceDemo,
): Promise<void> {
  const { regle, delaiConvocationJours } = prereglages[instance.prereglage]
  const id = idStable(`instance:${demo.cle}:${instance.cle}`)
  await tx
    .insertInto('instance')
    .values({
      id,
      cooperation_id: cooperationId,
      nom: instance.nom,
      type: instance.type,
      presidence: instance.presidence,
      presidence_mois: instance.tours ? 12 : null,
      fonction_votante: instance.fonctionVotante,
      delai_convocation_jours: delaiConvocationJours,
      frequence_min_par_an: instance.frequence,
      prereglage: instance.prereglage,
      regle: JSON.stringify(regle),
      fictif: instance.fictif,
    })
    .execute()
  await tx
    .insertInto('siege')
    .values(
      demo.membres.map(({ code, voix = 1 }) => ({
        cooperation_id: cooperationId,
        instance_id: id,
        organisme_id: organismeId(code),
        voix,
      })),
    )
    .execute()
  if (!instance.tours) return
  const { depuis, ordre } = instance.tours
  await tx
    .insertInto('tour_presidence')
    .values(
      ordre.map((code, rang) => ({
        cooperation_id: cooperationId,
        instance_id: id,
        organisme_id: organismeId(code),
        du: ajouterMois(depuis, rang * 12),
        au: rang === ordre.length - 1 ? null : ajouterJours(ajouterMois(depuis, (rang + 1) * 12), -1),
      })),
    )
    .execute()
}
