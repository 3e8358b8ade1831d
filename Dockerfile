# The operator's image: docker build --tag REGISTRY/modelsync/operator:0.1.0 .
#
# Any registry can stand in for the bases: --build-arg SDK_IMAGE=… --build-arg BASE_IMAGE=…
#   SDK_IMAGE    has a .NET SDK of global.json's major version, a shell, and time zones in /usr/share/zoneinfo
#   BASE_IMAGE   has what .NET's native parts need (libc, libstdc++, libssl, CA certificates); a shell is not needed, nor is .NET
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG BASE_IMAGE=mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled

# On the machine's own architecture, whatever the image's: the compiler writes for others, too.
FROM --platform=$BUILDPLATFORM ${SDK_IMAGE} AS build
WORKDIR /source

# Packages come before the code, in a layer that stays until one of these files changes.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/ModelSync.Api/ModelSync.Api.csproj src/ModelSync.Api/
COPY src/ModelSync.Core/ModelSync.Core.csproj src/ModelSync.Core/
COPY src/ModelSync.Kubernetes/ModelSync.Kubernetes.csproj src/ModelSync.Kubernetes/
COPY src/ModelSync.Kubernetes.Abstractions/ModelSync.Kubernetes.Abstractions.csproj src/ModelSync.Kubernetes.Abstractions/
COPY src/ModelSync.Kubernetes.AspNetCore/ModelSync.Kubernetes.AspNetCore.csproj src/ModelSync.Kubernetes.AspNetCore/
COPY src/ModelSync.Operator/ModelSync.Operator.csproj src/ModelSync.Operator/
COPY src/ModelSync.Registries/ModelSync.Registries.csproj src/ModelSync.Registries/
COPY src/ModelSync.Sbom/ModelSync.Sbom.csproj src/ModelSync.Sbom/
ARG TARGETARCH
RUN dotnet restore src/ModelSync.Operator --arch "${TARGETARCH:?it comes from BuildKit: without, give --build-arg TARGETARCH=amd64}" \
 && dotnet restore src/ModelSync.Sbom

COPY src src
ARG VERSION=0.1.0
ARG REVISION
# Analyzers have their say in CI, over the same files.
RUN dotnet publish src/ModelSync.Operator --no-restore --arch $TARGETARCH --output /image \
      -p:Version=$VERSION -p:SourceRevisionId=$REVISION -p:ContinuousIntegrationBuild=true -p:RunAnalyzers=false \
 && dotnet run --project src/ModelSync.Sbom --no-restore -p:RunAnalyzers=false -- \
      artifacts/obj/ModelSync.Operator/project.assets.json modelsync-operator $VERSION Apache-2.0 >/image/modelsync-operator.cdx.json \
 && dotnet run --project src/ModelSync.Sbom --no-build -- notices artifacts/obj/ModelSync.Operator/project.assets.json >/image/THIRD-PARTY-NOTICES

FROM ${BASE_IMAGE}
ARG VERSION=0.1.0
ARG REVISION
ARG SOURCE
LABEL org.opencontainers.image.title="modelsync-operator" \
      org.opencontainers.image.description="A Kubernetes operator that keeps the models that serve equal to the models that are declared" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}"

# Freezes of policies name time zones, which the smallest bases lack.
COPY --from=build /usr/share/zoneinfo /usr/share/zoneinfo
COPY --from=build /image/modelsync-operator /image/modelsync-operator.cdx.json /image/THIRD-PARTY-NOTICES /app/
COPY LICENSE /app/

# By number, so that a cluster can see that it is not root. Nothing is written to the root file system.
USER 65532:65532
# Metrics, and health.
EXPOSE 8080 8081
ENTRYPOINT ["/app/modelsync-operator"]
