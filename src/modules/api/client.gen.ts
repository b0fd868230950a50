// Engendré de la description de l’API (openapi-typescript) ; client.gen.test le compare à celle du jour.
export interface paths {
    "/api/v1/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Décisions qui engagent votre structure, la plus récente d’abord, avec la suite qu’elle y donne
         * @description Demande un jeton qui permet la lecture « decisions ».
         */
        get: operations["lireDecision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Actions des programmes de la coopération, dans l’ordre de leurs codes, avec leurs jalons
         * @description Demande un jeton qui permet la lecture « programme ».
         */
        get: operations["lireAction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/adhesions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Adhésions des employeurs que vous servez : contrat, niveau, part de l’employeur, date d’effet
         * @description Demande un jeton qui permet la lecture « adhesions ».
         */
        get: operations["lireAdhesion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/demandes/comptes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Nombre de demandes que vous traitez, par type et par état
         * @description Demande un jeton qui permet la lecture « demandes ».
         */
        get: operations["lireCompteDeDemandes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Probleme: {
            type: string;
            title: string;
            status: number;
            detail: string;
        };
        Decision: {
            /** Format: uuid */
            id: string;
            numero: string;
            titre: string;
            type: string;
            /** Format: date */
            adopteeLe: string;
            financiere: boolean;
            /** @description Ce qui est inventé pour la démonstration ; null sinon. */
            fictif: string | null;
            /** @description Ce que votre structure en a fait. */
            suite: {
                /** @enum {string} */
                etat: "a_inscrire" | "inscrite" | "votee" | "rejetee" | "ajournee" | "transmise" | "executoire" | "sans_objet";
                organe: string;
                reunionLe: string | null;
                numeroActe: string | null;
                dateActe: string | null;
                transmisLe: string | null;
                executoireLe: string | null;
            } | null;
        };
        Action: {
            /** Format: uuid */
            id: string;
            code: string;
            titre: string;
            nature: string;
            statut: string;
            /** @description De 0 à 5. */
            niveau: number;
            niveauCible: number;
            programme: string | null;
            /** @description Ce qui est inventé pour la démonstration ; null sinon. */
            fictif: string | null;
            chefsDeFile: string[];
            jalons: {
                titre: string;
                /** Format: date */
                echeance: string;
                /** @enum {string} */
                etat: "prevu" | "atteint" | "annule";
                atteintLe: string | null;
            }[];
        };
        Adhesion: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            etat: "choix" | "projet" | "comite" | "avis" | "votee" | "executoire" | "conventionnee" | "informee" | "renoncee";
            /** @description Niveau de garantie choisi ; vide tant qu’il ne l’est pas. */
            niveau: string;
            options: string;
            /** @description Part de la cotisation prise par l’employeur, en pour cent. */
            partEmployeur: number;
            effetLe: string | null;
            achat: {
                /** Format: uuid */
                id: string;
                titre: string;
                objet: string;
            };
            employeur: {
                /** Format: uuid */
                id: string;
                nom: string;
                siret: string | null;
            };
            contrat: {
                /** Format: uuid */
                id: string;
                intitule: string;
                assureur: string;
                /** Format: date */
                du: string;
                /** Format: date */
                au: string;
            } | null;
        };
        CompteDeDemandes: {
            type: string;
            etat: string;
            nombre: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    lireDecision: {
        parameters: {
            query?: {
                /** @description Premier jour à rendre, AAAA-MM-JJ. */
                depuis?: string;
                /** @description Nombre de lignes d’une page, 50 si rien n’est dit, 200 au plus. */
                limite?: string;
                /** @description Le « suivant » de la page d’avant, tel quel. */
                apres?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page. */
            200: {
                headers: {
                    /** @description À renvoyer dans « if-none-match ». */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        donnees: components["schemas"]["Decision"][];
                        /** @description À donner dans « apres » pour la page suivante ; null à la fin. */
                        suivant: string | null;
                    };
                };
            };
            /** @description Rien n’a changé depuis cet « etag ». */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Un paramètre est inconnu ou mal écrit. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Probleme"];
                };
            };
            /** @description Le jeton manque, est inconnu, retiré ou passé. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Probleme"];
                };
            };
            /** @description Le jeton ne permet pas la lecture « decisions ». */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Probleme"];
                };
            };
            /** @description Trop de lectures en une minute. */
            429: {
                headers: {
                    /** @description Secondes à attendre. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Probleme"];
                };
            };
        };
    };
    lireAction: {
        parameters: {
            query?: {
                /** @description Nombre de lignes d’une page, 50 si rien n’est dit, 200 au plus. */
                limite?: string;
                /** @description Le « suivant » de la page d’avant, tel quel. */
                apres?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page. */
            200: {
                headers: {
                    /** @description À renvoyer dans « if-none-match ». */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        donnees: components["schemas"]["Action"][];
                        /** @description À donner dans « apres » pour la page suivante ; null à la fin. */
                        suivant: string | null;
                    };
                };
            };
            /** @description Rien n’a changé depuis cet « etag ». */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Un paramètre est inconnu ou mal écrit. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Probleme"];
                };
            };
            /** @description Le jeton manque, est inconnu, retiré ou passé. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Probleme"];
                };
            };
            /** @description Le jeton ne permet pas la lecture « programme ». */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Probleme"];
                };
            };
            /** @description Trop de lectures en une minute. */
            429: {
                headers: {
                    /** @description Secondes à attendre. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Probleme"];
                };
            };
        };
    };
    lireAdhesion: {
        parameters: {
            query?: {
                /** @description Nombre de lignes d’une page, 50 si rien n’est dit, 200 au plus. */
                limite?: string;
                /** @description Le « suivant » de la page d’avant, tel quel. */
                apres?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page. */
            200: {
                headers: {
                    /** @description À renvoyer dans « if-none-match ». */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        donnees: components["schemas"]["Adhesion"][];
                        /** @description À donner dans « apres » pour la page suivante ; null à la fin. */
                        suivant: string | null;
                    };
                };
            };
            /** @description Rien n’a changé depuis cet « etag ». */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Un paramètre est inconnu ou mal écrit. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Probleme"];
                };
            };
            /** @description Le jeton manque, est inconnu, retiré ou passé. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Probleme"];
                };
            };
            /** @description Le jeton ne permet pas la lecture « adhesions ». */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Probleme"];
                };
            };
            /** @description Trop de lectures en une minute. */
            429: {
                headers: {
                    /** @description Secondes à attendre. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Probleme"];
                };
            };
        };
    };
    lireCompteDeDemandes: {
        parameters: {
            query?: {
                /** @description Premier jour à rendre, AAAA-MM-JJ. */
                depuis?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tous les comptes. */
            200: {
                headers: {
                    /** @description À renvoyer dans « if-none-match ». */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        donnees: components["schemas"]["CompteDeDemandes"][];
                        /** @description À donner dans « apres » pour la page suivante ; null à la fin. */
                        suivant: string | null;
                    };
                };
            };
            /** @description Rien n’a changé depuis cet « etag ». */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Un paramètre est inconnu ou mal écrit. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Probleme"];
                };
            };
            /** @description Le jeton manque, est inconnu, retiré ou passé. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Probleme"];
                };
            };
            /** @description Le jeton ne permet pas la lecture « demandes ». */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Probleme"];
                };
            };
            /** @description Trop de lectures en une minute. */
            429: {
                headers: {
                    /** @description Secondes à attendre. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Probleme"];
                };
            };
        };
    };
}
