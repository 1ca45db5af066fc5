namespace Longhand.Dashboard;

/// <summary>A piece of a page that is replaced as one: an element whose id is the key.</summary>
/// <param name="Key">The element's id.</param>
/// <param name="Component">What renders it.</param>
/// <param name="Parameters">What it renders.</param>
public sealed record Fragment(string Key, Type Component, IDictionary<string, object> Parameters);
