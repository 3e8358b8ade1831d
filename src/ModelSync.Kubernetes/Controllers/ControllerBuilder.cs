using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Controllers.Building;
using ModelSync.Kubernetes.Controllers.Entities;
using ModelSync.Kubernetes.Controllers.Mapping;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Controllers;

/// <summary>Collects what a controller looks after and watches; begun by <see cref="Controller.Named"/>. Mistakes are told by Build, all at once. Not thread-safe.</summary>
public sealed class ControllerBuilder
{
    private readonly string _name;
    private readonly ControllerServices _services;
    private readonly List<ForTarget> _targets = [];
    private readonly List<ResourceInfo> _owned = [];
    private readonly List<Func<ForTarget?, IClusterSource>> _sources = [];
    private readonly List<IEventSource> _eventSources = [];
    private ControllerOptions _options = new();
    private string? _finalizer;

    internal ControllerBuilder(string name, ControllerServices services)
    {
        _name = name;
        _services = services;
    }

    /// <summary>The kind that the controller looks after: each change of an object is a request for its name.</summary>
    public ControllerBuilder For<T>(Predicate<InformerEvent<T>> when)
        where T : class, IResource<T> => For(new SourceOptions<T> { When = when });

    /// <inheritdoc cref="For{T}(Predicate{InformerEvent{T}})" />
    public ControllerBuilder For<T>(SourceOptions<T>? options = null)
        where T : class, IResource<T> => For(ResourceType.Of<T>(), options);

    /// <inheritdoc cref="For{T}(Predicate{InformerEvent{T}})" />
    public ControllerBuilder For<T>(ResourceType<T> type, SourceOptions<T>? options = null)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(type);
        options ??= new SourceOptions<T>();
        _targets.Add(new ForTarget<T>(type, options));
        return Watch(type, options, new SelfMap<T>());
    }

    /// <summary>
    /// A kind that the controller makes: each change is a request for the object that is its controller owner, of the For kind and in the same cluster. It is
    /// watched where the For kind is, and nowhere else.
    /// </summary>
    public ControllerBuilder Owns<T>(Predicate<InformerEvent<T>> when)
        where T : class, IResource<T> => Owns(new SourceOptions<T> { When = when });

    /// <inheritdoc cref="Owns{T}(Predicate{InformerEvent{T}})" />
    public ControllerBuilder Owns<T>(SourceOptions<T>? options = null)
        where T : class, IResource<T> => Owns(ResourceType.Of<T>(), options);

    /// <summary>As <see cref="Owns{T}(SourceOptions{T})"/>, keeping no more than the metadata of the objects.</summary>
    public ControllerBuilder OwnsMetadata(ResourceInfo resource, SourceOptions<PartialObject>? options = null) => Owns(ResourceType.Metadata(resource), options);

    /// <inheritdoc cref="Owns{T}(Predicate{InformerEvent{T}})" />
    public ControllerBuilder Owns<T>(ResourceType<T> type, SourceOptions<T>? options = null)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(type);
        _owned.Add(type.Resource);
        _sources.Add(owner => new InformerSource<T>(type, options ?? new SourceOptions<T>(), new OwnerMap<T>(owner!.Resource), owner.Clusters));
        return this;
    }

    /// <summary>
    /// A kind that matters to others: the map names who is to be looked at, in any cluster. It is called for the object as it was and as it is, so that an
    /// object that changed hands is told to both. Pure and quick; where it throws, the change is logged and counted, and lost until the next resync.
    /// </summary>
    public ControllerBuilder Watches<T>(Func<T, ICluster, IEnumerable<Request>> map, SourceOptions<T>? options = null)
        where T : class, IResource<T> => Watches(ResourceType.Of<T>(), map, options);

    /// <summary>As <see cref="Watches{T}(Func{T, ICluster, IEnumerable{Request}}, SourceOptions{T})"/>, keeping no more than the metadata of the objects.</summary>
    public ControllerBuilder WatchesMetadata(
        ResourceInfo resource, Func<PartialObject, ICluster, IEnumerable<Request>> map, SourceOptions<PartialObject>? options = null) =>
        Watches(ResourceType.Metadata(resource), map, options);

    /// <inheritdoc cref="Watches{T}(Func{T, ICluster, IEnumerable{Request}}, SourceOptions{T})" />
    public ControllerBuilder Watches<T>(ResourceType<T> type, Func<T, ICluster, IEnumerable<Request>> map, SourceOptions<T>? options = null)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(map);
        return Watch(type, options, new ObjectMap<T>(map));
    }

    /// <summary>As Watches, with a map that is called once for each change and sees both states, and objects that cannot be read.</summary>
    public ControllerBuilder WatchesChanges<T>(
        ResourceType<T> type, Func<InformerEvent<T>, ICluster, IEnumerable<Request>> map, SourceOptions<T>? options = null)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(map);
        return Watch(type, options, new ChangeMap<T>(map));
    }

    /// <summary>Something else than a watch that makes the controller look.</summary>
    public ControllerBuilder Source(IEventSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _eventSources.Add(source);
        return this;
    }

    /// <summary>Has the objects wait for <see cref="IEntityReconciler{T}.CleanupAsync"/> when they are deleted: `example.com/name`, and the same for ever.</summary>
    public ControllerBuilder WithFinalizer(string finalizer)
    {
        _finalizer = finalizer;
        return this;
    }

    /// <summary>How the controller works.</summary>
    public ControllerBuilder WithOptions(ControllerOptions options)
    {
        _options = options ?? throw new ArgumentNullException(nameof(options));
        return this;
    }

    /// <summary>The controller, with a reconciler that is handed names.</summary>
    /// <exception cref="InvalidOperationException">It cannot work like this; the message names every mistake and its remedy.</exception>
    public IController Build(IReconciler reconciler)
    {
        ArgumentNullException.ThrowIfNull(reconciler);
        Rules.Check(entity: null);
        return Create(_ => reconciler);
    }

    /// <summary>The controller, with a reconciler that is handed objects of the For kind.</summary>
    /// <exception cref="InvalidOperationException">It cannot work like this; the message names every mistake and its remedy.</exception>
    public IController Build<T>(IEntityReconciler<T> reconciler)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(reconciler);
        Rules.Check(typeof(T));
        var target = (ForTarget<T>)_targets[0];
        var finalizer = _finalizer is null ? null : new Finalizer<T>(_finalizer, target.Type, target.Options.Informer?.Transform);
        return Create(cluster => new EntityAdapter<T>(reconciler, finalizer, target.Type, cluster, new InvalidObjectReports(_name, _services.Runtime)));
    }

    private DefinitionRules Rules => new(_name, _options, _targets, _owned, _sources.Count + _eventSources.Count, _finalizer);

    private ControllerBuilder Watch<T>(ResourceType<T> type, SourceOptions<T>? options, IEventMap<T> map)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(type);
        _sources.Add(_ => new InformerSource<T>(type, options ?? new SourceOptions<T>(), map));
        return this;
    }

    private Controller Create(Func<ICluster, IReconciler> reconcilerFor)
    {
        var target = _targets.Count > 0 ? _targets[0] : null;
        return new Controller(new ControllerDefinition
        {
            Name = _name,
            Options = _options,
            Services = _services,
            WorksIn = target?.Clusters ?? ClusterScope.All,
            Sources = [.. _sources.Select(source => source(target))],
            EventSources = [.. _eventSources],
            ReconcilerFor = reconcilerFor,
        });
    }
}
