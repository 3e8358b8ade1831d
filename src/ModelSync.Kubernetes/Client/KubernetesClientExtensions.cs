using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client;

/// <summary>Shorter ways to name a kind.</summary>
public static class KubernetesClientExtensions
{
    extension(IKubernetesClient client)
    {
        /// <summary>The objects of a typed kind.</summary>
        public IResourceClient<T> Resource<T>()
            where T : class, IResource<T> => client.Resource(ResourceType.Of<T>());

        /// <summary>The objects of any kind, with every byte kept but `managedFields`.</summary>
        public IResourceClient<DynamicObject> Dynamic(ResourceInfo resource) => client.Resource(ResourceType.Dynamic(resource));

        /// <summary>The metadata of the objects of any kind.</summary>
        public IResourceClient<PartialObject> Metadata(ResourceInfo resource) => client.Resource(ResourceType.Metadata(resource));

        /// <summary>The metadata of the objects of a typed kind.</summary>
        public IResourceClient<PartialObject> Metadata<T>()
            where T : class, IResource<T> => client.Resource(ResourceType.Metadata(T.Resource));
    }
}
